package inventory

import (
	"fmt"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/guide"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// listView is the table, with the record of a partner beside it where there is room.
type listView struct {
	query  query
	top    int
	detail partner.ID
}

// Draw implements screen.View.
func (v listView) Draw(a kit.Area, sh screen.Shared) {
	l := list(sh.Public, sh.Memo, v.query)
	th := sh.Theme
	title := "Inventory"
	if v.query.archived {
		title = "Archived partners"
	}
	kit.Heading(a.Sub(0, 0, a.W(), 1), title, v.summary(l), th)
	line := a.Sub(0, 1, a.W(), 1)
	room := line.W()
	if l.team > 0 {
		room = line.Right(0, "+ added by the team", th.Muted) - 2
	}
	line.PrintIn(0, 0, room, v.shows(sh.Guide), th.Text)
	line.Spot("filter")
	rest := a.Sub(0, desk.HeadRows, a.W(), a.H()-desk.HeadRows)
	if v.detail != "" {
		var right kit.Area
		rest, right = rest.Columns(max(46, a.W()*11/20), 4)
		if p, ok := sh.Partner(v.detail); ok {
			drawDetail(right, sh, p)
		}
	}
	t := v.table(l, rest, sh)
	t.Draw(rest, th)
	t.Heads(rest, func(col int) string { return [...]string{"sort:name", "", "", "sort:gaps"}[col] })
}

func (v listView) summary(l *listing) string {
	switch {
	case v.query.archived:
		return kit.Count(l.away, "archived", "archived")
	case !v.query.all():
		return fmt.Sprintf("%d of %s", len(l.rows), kit.Count(l.all, "partner", "partners"))
	case l.gaps > 0:
		return kit.Count(l.all, "partner", "partners") + fmt.Sprintf(", %d with gaps", l.gaps)
	}
	return kit.Count(l.all, "partner", "partners")
}

// shows says what the table leaves out, and how it is sorted where that is not by name.
func (v listView) shows(g *guide.Pack) string {
	var out []string
	if v.query.filter != "" {
		out = append(out, "Filter: "+v.query.filter)
	}
	if v.query.cell != (cell{}) {
		out = append(out, v.query.cell.words(g))
	}
	if v.query.sort != byName {
		out = append(out, "Sorted: "+v.query.sort.String())
	}
	return strings.Join(out, "   ")
}

func (v listView) table(l *listing, a kit.Area, sh screen.Shared) kit.Rows {
	th := sh.Theme
	return kit.Rows{
		Columns: []kit.Column{
			{Title: "Name", Min: 28, Want: 44, Keep: 9},
			{Title: "Kind", Min: 22, Want: 30, Keep: 3},
			{Title: "When", Min: 22, Want: 36, Keep: 2},
			{Title: "Record", Min: 8, Want: 8, Keep: 5},
		},
		Window: kit.Window{Top: v.top, Rows: max(1, a.H()-2), Of: len(l.rows)},
		Cell:   func(r, c int) (string, paint.Ink) { return tableCell(l.rows[r], c, sh.Guide, th) },
		Spot:   func(r int) string { return "row:" + string(l.rows[r].ID) },
		Empty:  v.empty(l),
	}
}

func (v listView) empty(l *listing) string {
	switch {
	case v.query.filter != "":
		return "No partner has these words. Esc shows all again. A word with # in front looks for a tag."
	case v.query.cell != cell{}:
		return "Nobody works here yet. Press a to add who could, or Esc to go back."
	case v.query.archived:
		return "Nothing is archived. Esc goes back."
	case l.away > 0:
		return "Every partner is archived. Press A to see them, or a to add another one."
	}
	return "No partners yet. Press a and type the first name; Esc when the room runs dry. Or press I to bring a list."
}

func tableCell(r *row, col int, g *guide.Pack, th *theme.Theme) (string, paint.Ink) {
	switch col {
	case 0:
		if r.Origin == partner.Team {
			return r.Name + " +", th.Text
		}
		return r.Name, th.Text
	case 1:
		return firstKind(r.Kinds, g), th.Muted
	case 2:
		return whens(r.When, g), th.Muted
	}
	if r.filled == r.of {
		return th.Symbols.Check + " full", th.Good
	}
	return fmt.Sprintf("%d of %d", r.filled, r.of), th.Muted
}

// firstKind is short: the first kind, and how many more there are.
func firstKind(ks []partner.Kind, g *guide.Pack) string {
	if len(ks) < 2 {
		return kinds(ks, g)
	}
	return fmt.Sprintf("%s +%d", kinds(ks[:1], g), len(ks)-1)
}

func kinds(ks []partner.Kind, g *guide.Pack) string {
	out := make([]string, len(ks))
	for i, k := range ks {
		out[i] = g.Kind(string(k)).Label
	}
	return strings.Join(out, ", ")
}

func whens(ws []partner.When, g *guide.Pack) string {
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = g.When(string(w)).Label
	}
	return strings.Join(out, ", ")
}

// words says what a cell stands for.
func (c cell) words(g *guide.Pack) string {
	var out []string
	switch c.kind {
	case "":
	case unknown:
		out = append(out, "No kind yet")
	default:
		out = append(out, g.Kind(string(c.kind)).Label)
	}
	switch c.when {
	case "":
	case unknown:
		out = append(out, "no time yet")
	default:
		out = append(out, g.When(string(c.when)).Label)
	}
	return strings.Join(out, ", ")
}
