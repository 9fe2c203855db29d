package plan

import (
	"fmt"

	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/screen"
	"convene/ui/theme"
)

// read reads the plan with merges of partners followed.
func read(p workspace.Public) plan.View { return plan.Read(p.Plan(), p.Resolve) }

// sign is a step's state as one sign.
func sign(st plan.Step, th *theme.Theme) string {
	switch st.State {
	case plan.Doing:
		return th.Symbols.Doing
	case plan.Done:
		return th.Symbols.Done
	case plan.Open:
	}
	return th.Symbols.Open
}

// dueCols is how wide the column of due days is.
const dueCols = 26

// due says when a step is due, as a day and in words.
func due(st plan.Step, order day.Order, today day.Day) kit.Aside {
	out := kit.Aside{Cols: dueCols, Tone: kit.ToneMuted}
	late := st.By.Sub(today)
	switch {
	case st.State == plan.Done && st.DoneOn != day.None:
		out.Text = "done " + day.Show(st.DoneOn, order, today)
	case st.State == plan.Done:
		out.Text = "done"
	case st.By == day.None:
		out.Text = "no day yet"
	case late < 0:
		out.Text, out.Tone = day.Show(st.By, order, today)+", overdue "+kit.Count(-late, "day", "days"), kit.ToneWarn
	case late == 0:
		out.Text = day.Show(st.By, order, today) + ", today"
	case late == 1:
		out.Text = day.Show(st.By, order, today) + ", tomorrow"
	default:
		out.Text = day.Show(st.By, order, today)
	}
	return out
}

// whoCols is how wide the column of owners is.
const whoCols = 18

func owner(st plan.Step) kit.Aside {
	if st.Who == "" {
		return kit.Aside{Text: "nobody yet", Cols: whoCols, Tone: kit.ToneMuted}
	}
	return kit.Aside{Text: st.Who, Cols: whoCols}
}

// stepEntry is a step as both screens show it.
func stepEntry(st plan.Step, sh screen.Shared, order day.Order, beside ...kit.Aside) kit.SheetEntry {
	tone := kit.TonePlain
	if st.State == plan.Done {
		tone = kit.ToneMuted
	}
	return kit.SheetEntry{Mark: sign(st, sh.Theme), Text: st.What, Tone: tone,
		Asides: append([]kit.Aside{owner(st), due(st, order, day.Of(sh.Now))}, beside...)}
}

// ref is one place on a form: a record, or the empty place of a section that has none yet.
type ref struct {
	kind    plan.Kind
	id      string // empty: the section's empty place
	side    plan.Side
	partner partner.ID
}

func (r ref) String() string {
	if r.id != "" {
		return string(r.kind) + "/" + r.id
	}
	return fmt.Sprintf("%s//%s/%s", r.kind, r.side, r.partner)
}

// section is the place where records like it are written down.
func (r ref) section() ref { return ref{kind: r.kind, side: r.side, partner: r.partner} }

// adding is where the field for one more record of a section stands.
func adding(section ref) string { return "add:" + section.String() }
