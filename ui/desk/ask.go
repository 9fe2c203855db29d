package desk

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
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
