package desk

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/ui/kit"
	"convene/ui/screen"
)

// Partners asks for some of the partners. One that is not active stays where it is ticked already.
func (d *Desk) Partners(title string, on []partner.ID, done func([]partner.ID) tea.Cmd) tea.Cmd {
	p := d.Public()
	list, primary := p.Offered()
	for _, id := range on {
		if r, ok := p.Partner(id); ok && !slices.ContainsFunc(list, func(o partner.Public) bool { return o.ID == id }) {
			list = append(list, r)
		}
	}
	if len(list) == 0 {
		return screen.Notice("There is no partner yet. List the partners in the inventory first.")
	}
	items, ticked := make([]screen.Item, len(list)), map[int]bool{}
	for i, r := range list {
		items[i] = screen.Item{Label: r.Name}
		if i < primary {
			items[i].Hint = "primary"
		}
		ticked[i] = slices.Contains(on, r.ID)
	}
	return screen.Open(screen.NewChecks(title, items, ticked, func(on map[int]bool) tea.Cmd {
		var out []partner.ID
		for i, r := range list {
			if on[i] {
				out = append(out, r.ID)
			}
		}
		return done(out)
	}))
}

// Counted asks which of several things a list should be about, the first choice being all of them: each is offered with how
// many there are, and those with none are left out.
func Counted[K comparable](title, all string, now K, ids []K, name func(K) string, count func(K) int, one, many string, chosen func(K)) tea.Cmd {
	var none K
	keys, items, sel := []K{none}, []screen.Item{{Label: all}}, 0
	for _, id := range ids {
		if n := count(id); n > 0 {
			if id == now {
				sel = len(keys)
			}
			keys, items = append(keys, id), append(items, screen.Item{Label: name(id), Hint: kit.Count(n, one, many)})
		}
	}
	return screen.Open(screen.NewChoice(title, items, sel, func(i int) tea.Cmd {
		chosen(keys[i])
		return nil
	}))
}

// OfferedIDs are the partners in the order in which they are offered.
func (d *Desk) OfferedIDs() []partner.ID {
	list, _ := d.Public().Offered()
	out := make([]partner.ID, len(list))
	for i, r := range list {
		out[i] = r.ID
	}
	return out
}

// Whose says whose things a list is about: everybody's, nobody's, or one person's.
type Whose struct {
	Name   string
	Nobody bool // of things that belong to nobody yet
}

// All says that it leaves nobody out.
func (w Whose) All() bool { return w == Whose{} }

// Person is somebody with so many things; without a name, nobody.
type Person struct {
	Name string
	N    int
}

// Ask asks whose things to list.
func (w Whose) Ask(title string, list []Person, one, many string, chosen func(Whose)) tea.Cmd {
	of := func(p Person) Whose { return Whose{p.Name, p.Name == ""} }
	items, sel := []screen.Item{{Label: "Everybody's"}}, 0
	for i, p := range list {
		item := screen.Item{Label: p.Name, Hint: kit.Count(p.N, one, many)}
		if p.Name == "" {
			item.Label = "Nobody's yet"
		}
		if of(p) == w {
			sel = i + 1
		}
		items = append(items, item)
	}
	return screen.Open(screen.NewChoice(title, items, sel, func(i int) tea.Cmd {
		if i == 0 {
			chosen(Whose{})
			return nil
		}
		chosen(of(list[i-1]))
		return nil
	}))
}

// Picked merges what was picked anew into a list, so that those that stay keep their order.
func Picked(was, picked []partner.ID) []partner.ID {
	var out []partner.ID
	for _, p := range was {
		if slices.Contains(picked, p) {
			out = append(out, p)
		}
	}
	for _, p := range picked {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// dayMax is how long a day may be as people say it, in cells.
const dayMax = 60

// DayOf is a field that holds a day, typed as people say it and read back under it as it was understood.
func DayOf[R ledger.Record](d *Desk, src Source[R], at func(*R) *day.Day, of Editing) Editing {
	order := d.Env.Days
	of.Hint, of.Max = "As you say it: fri, in 2 weeks, "+example(order)+". Empty: no day.", dayMax
	src.Get = func(r R) string { return day.Show(*at(&r), order, d.Today()) }
	src.Set = func(r *R, typed string) error {
		on, err := d.day(typed, of.Past)
		if err == nil {
			*at(r) = on
		}
		return err
	}
	of.Read = func(typed string) string { return d.understood(typed, of.Past) }
	return Edited(d, src, of)
}

// Understood says in full which day somebody means who types that; empty where it is none.
func (d *Desk) Understood(typed string) string { return d.understood(typed, false) }

func (d *Desk) day(typed string, past bool) (day.Day, error) {
	if past {
		return day.ParsePast(typed, d.Today(), d.Env.Days)
	}
	return day.Parse(typed, d.Today(), d.Env.Days)
}

func (d *Desk) understood(typed string, past bool) string {
	on, err := d.day(typed, past)
	if err != nil || on == day.None {
		return ""
	}
	y, _, _ := on.Date()
	return fmt.Sprintf("That is %s, %d.", day.Show(on, d.Env.Days, on), y)
}

func example(order day.Order) string {
	if order == day.MonthFirst {
		return "dec 5, 12/5"
	}
	return "5 dec, 5/12"
}
