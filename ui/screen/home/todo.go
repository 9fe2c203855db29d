package home

import (
	"fmt"
	"slices"

	"convene/internal/activity/comms"
	"convene/internal/activity/improve"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/activity/touchpoint"
	"convene/internal/day"
	"convene/internal/guide"
	"convene/internal/workspace"
	"convene/ui/kit"
)

// todo is one thing that waits, and where it is done.
type todo struct {
	to, arg string
	about   partner.ID // the one partner that it is about
	text    string
	note    string // since when, or whose
	late    bool
}

// each is how many of one kind of thing are listed one by one.
const each = 2

// todos is what waits for the team, worked out from what it keeps: what is late first.
func todos(p workspace.Public, g *guide.Pack, today day.Day) []todo {
	return slices.Concat(meetings(p, today), sorting(p), overdue(p, today), again(p, g, today), reviews(p, today), unlooked(p, today), silent(p), soon(p, today), gaps(p))
}

// most lists the first few of a kind of thing, and after them one line for the rest.
func most[R any](list []R, of func(R) todo, rest func(n int) todo) []todo {
	var out []todo
	for i, r := range list {
		if i == each && len(list) > each+1 {
			return append(out, rest(len(list)-each))
		}
		out = append(out, of(r))
	}
	return out
}

// meetings is the one that runs, else the next one that has a day.
func meetings(p workspace.Public, today day.Day) []todo {
	s := p.Meeting()
	if m, ok := s.Running(); ok {
		return []todo{{to: "meeting", arg: "run", text: "Go on with the meeting: " + m.Title, note: "it is running"}}
	}
	planned := s.Planned()
	if len(planned) == 0 || planned[0].On == day.None {
		return nil
	}
	t := todo{to: "meeting", arg: "open:" + planned[0].ID, text: planned[0].Title, note: "meeting today"}
	switch n := planned[0].On.Sub(today); {
	case n > 0:
		t.note = "meeting in " + kit.Count(n, "day", "days")
	case n < 0:
		t.note, t.late = "meeting "+kit.Count(-n, "day", "days")+" ago?", true
	}
	return []todo{t}
}

func sorting(p workspace.Public) []todo {
	s := p.CardSort()
	if r, ok := s.OpenRound(); ok {
		return []todo{{to: "cardsort", text: "Finish the card sort: " + r.Name, note: kit.Count(placed(p, r.ID), "card placed", "cards placed")}}
	}
	if _, ok := s.Latest(); !ok && len(p.Active()) > 0 {
		return []todo{{to: "cardsort", text: "Sort your partners together", note: "not sorted yet"}}
	}
	return nil
}

func step(st plan.Step, note string, late bool) todo {
	t := todo{to: "steps", arg: "step:" + st.ID, text: st.What, note: note, late: late}
	if st.Who != "" {
		t.note += ", " + st.Who
	}
	return t
}

func overdue(p workspace.Public, today day.Day) []todo {
	s := plan.Read(p.Plan(), p.Resolve).Steps(today, plan.Filter{})
	return most(s.Overdue, func(st plan.Step) todo {
		return step(st, kit.Count(today.Sub(st.By), "day", "days")+" late", true)
	}, func(n int) todo {
		return todo{to: "steps", text: kit.Count(n, "more action step is overdue", "more action steps are overdue"), late: true}
	})
}

func soon(p workspace.Public, today day.Day) []todo {
	s := plan.Read(p.Plan(), p.Resolve).Steps(today, plan.Filter{})
	return most(s.Soon, func(st plan.Step) todo {
		note := "in " + kit.Count(st.By.Sub(today), "day", "days")
		if st.By == today {
			note = "today"
		}
		return step(st, note, false)
	}, func(n int) todo {
		return todo{to: "steps", text: kit.Count(n, "more action step is due soon", "more action steps are due soon")}
	})
}

func again(p workspace.Public, g *guide.Pack, today day.Day) []todo {
	list, _ := p.Offered()
	ids := make([]partner.ID, len(list))
	for i, r := range list {
		ids[i] = r.ID
	}
	due := touchpoint.Read(p.Touchpoint(), p.Resolve).Due(ids, today, 0)
	return most(due, func(a touchpoint.Again) todo {
		t := todo{to: "touchpoints", arg: string(a.Partner) + "/" + a.Question, about: a.Partner, text: "Ask " + p.NameOf(a.Partner) + " again", note: "answered " + kit.Count(a.Age, "day", "days") + " ago", late: true}
		if q, ok := g.Question(a.Question); ok {
			t.text += ": " + q.Label
		}
		return t
	}, func(n int) todo {
		return todo{to: "touchpoints", text: kit.Count(n, "more answer is due again", "more answers are due again"), late: true}
	})
}

func reviews(p workspace.Public, today day.Day) []todo {
	h := improve.Read(p.Improve(), p.Resolve).Home(today)
	if !h.ReviewDue {
		return nil
	}
	note := "planned for today"
	if n := today.Sub(h.NextTime); n > 0 {
		note = "planned " + kit.Count(n, "day", "days") + " ago"
	}
	return []todo{{to: "improvement", arg: "review", text: "Look at the measures together", note: note, late: true}}
}

func unlooked(p workspace.Public, today day.Day) []todo {
	return most(improve.Read(p.Improve(), p.Resolve).Unlooked(today), func(l improve.Look) todo {
		t := todo{to: "improvement", arg: "measure:" + l.Measure.ID, text: "No look at: " + l.Measure.What, note: "never looked at"}
		if l.Last != day.None {
			t.note = "last look " + kit.Count(today.Sub(l.Last), "day", "days") + " ago"
		}
		return t
	}, func(n int) todo {
		return todo{to: "improvement", text: kit.Count(n, "more measure waits for a look", "more measures wait for a look")}
	})
}

func silent(p workspace.Public) []todo {
	list := slices.DeleteFunc(comms.Read(p.Comms(), p.Resolve).Messages(), func(m comms.Message) bool { return m.State != comms.Missing })
	return most(list, func(m comms.Message) todo {
		t := todo{to: "communication", arg: "message:" + m.ID, text: "Nobody tells " + m.Audience + " yet", note: m.Sender}
		if m.What != "" {
			t.text += ": " + m.What
		}
		return t
	}, func(n int) todo {
		return todo{to: "communication", text: kit.Count(n, "more message is missing", "more messages are missing")}
	})
}

// gaps is the record with the most gaps among the partners that are offered first.
func gaps(p workspace.Public) []todo {
	list, _ := p.Offered()
	n, worst, most := 0, partner.Public{}, 0
	for _, r := range list {
		missing := len(p.Missing(r.ID))
		if missing == 0 {
			continue
		}
		if n++; missing > most {
			worst, most = r, missing
		}
	}
	if n == 0 {
		return nil
	}
	t := todo{to: "inventory", arg: "record:" + string(worst.ID), text: "Fill in the record of " + worst.Name, note: kit.Count(most, "gap", "gaps")}
	if n > 1 {
		t.note = fmt.Sprintf("1 of %d with gaps", n)
	}
	return []todo{t}
}
