package inventory

import (
	"fmt"
	"slices"

	"convene/internal/activity/partner"
	"convene/internal/guide"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// pairView shows two records side by side: no contacts, only whether there are any.
type pairView struct {
	a, b    partner.ID
	top     int
	nth, of int
	asked   bool
	wait    bool
}

// pairHead is the rows above the fields of two records.
const pairHead = 5

// pairCols says where the two records stand: labels on the left where there is room, else above.
func pairCols(w int) (label, each int) {
	if w >= 70 {
		label = 18
	}
	return label, max(1, min(44, (w-label-kit.Margin-2)/2))
}

// pairLine is one line of the comparison.
type pairLine struct {
	label, a, b string
	differ      bool
}

// pairLines are the fields of which at least one of the two says something.
func pairLines(x pair, p workspace.Public, g *guide.Pack, w int) []pairLine {
	label, each := pairCols(w)
	var out []pairLine
	add := func(name, a, b string) {
		if a == "" && b == "" {
			return
		}
		if label == 0 {
			out = append(out, pairLine{label: name})
			name = ""
		}
		la, lb := paint.Wrap(a, each), paint.Wrap(b, each)
		for i := range max(len(la), len(lb)) {
			l := pairLine{label: name, differ: a != b}
			if i < len(la) {
				l.a = la[i]
			}
			if i < len(lb) {
				l.b = lb[i]
			}
			out, name = append(out, l), ""
		}
	}
	for _, f := range partner.Fields() {
		if f.Contact || f.ID == "name" {
			continue
		}
		add(g.Field(f.ID).Label, shown(f, partner.Partner{Public: x.a.Public}, g), shown(f, partner.Partner{Public: x.b.Public}, g))
	}
	known := func(id partner.ID, field string) string {
		f, _ := partner.FieldByID(field + ".name")
		if slices.Contains(p.Missing(id), f.Label) {
			return ""
		}
		return "known"
	}
	for _, f := range []string{"partner_contact", "school_contact"} {
		add(g.Field(f).Label, known(x.a.ID, f), known(x.b.ID, f))
	}
	for _, r := range []*row{x.a, x.b} {
		if st, ok := p.Sorts().Standing(r.ID); ok {
			words := fmt.Sprintf("%s (%s)", st.Word, st.RoundName)
			if r == x.a {
				add("Sorted", words, "")
			} else {
				add("Sorted", "", words)
			}
		}
	}
	return out
}

// Draw implements screen.View.
func (v pairView) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	title, note := "Are these two the same?", fmt.Sprintf("%d of %d", v.nth, v.of)
	if v.asked {
		note = ""
	}
	x, ok := v.rows(sh)
	switch {
	case v.wait:
		a.Print(0, 0, "Duplicates", th.Heading)
		a.Print(0, 2, "Comparing all names with each other…", th.Text)
		return
	case !ok:
		a.Print(0, 0, "Duplicates", th.Heading)
		a.Para(2, 60, "No two partners have names that are alike. Esc goes back to the list.", th.Text)
		return
	}
	kit.Heading(a.Sub(0, 0, a.W(), 1), title, note, th)
	label, each := pairCols(a.W())
	for i, r := range []*row{x.a, x.b} {
		at := a.Sub(label+i*(each+2), 2, each+kit.Margin, 1)
		at.Print(kit.Margin, 0, r.Name, th.Heading)
		side := [...]string{"side:a", "side:b"}[i]
		at.Spot(side)
		under := a.Sub(label+i*(each+2)+kit.Margin, 3, each, 1)
		end := under.Print(0, 0, fmt.Sprintf("%d of %d", r.filled, r.of), th.Muted)
		under.Sub(end+2, 0, each, 1).Spot("goes:" + side)
	}
	lines := pairLines(x, sh.Public, sh.Guide, a.W())
	win := kit.Window{Top: v.top, Rows: max(1, a.H()-pairHead-1), Of: len(lines)}
	for i, l := range lines[win.Top:win.End()] {
		y := pairHead + i
		a.PrintIn(kit.Margin, y, max(label, a.W())-kit.Margin*2, l.label, th.Muted)
		ink := th.Muted
		if l.differ {
			ink = th.Text
		}
		a.PrintIn(label+kit.Margin, y, each, l.a, ink)
		a.PrintIn(label+kit.Margin+each+2, y, each, l.b, ink)
	}
	kit.Hidden(a.Sub(kit.Margin, a.H()-1, a.W(), 1), win, th)
}

func (v pairView) rows(sh screen.Shared) (pair, bool) {
	var x pair
	for _, r := range everything(sh.Public, sh.Memo) {
		switch r.ID {
		case v.a:
			x.a = r
		case v.b:
			x.b = r
		}
	}
	return x, x.a != nil && x.b != nil
}
