package inventory

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/guide"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

func (s *Screen) listKeys() []kit.Key {
	none := ""
	if len(s.listing().rows) == 0 {
		none = "There is no partner here yet. Press a to add one."
	}
	archive := "archive"
	if s.query.archived {
		archive = "bring back"
	}
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "choose", Foot: 1, Run: s.stepper(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "next partner", Run: s.stepper(1)},
		{Press: []string{"pgup"}, Show: "PgUp", Help: "page up", Run: func() tea.Cmd { s.step(-s.win.Rows); return nil }},
		{Press: []string{"pgdown"}, Show: "PgDn", Help: "page down", Run: func() tea.Cmd { s.step(s.win.Rows); return nil }},
		{Press: []string{"home"}, Show: "Home", Help: "first", Run: s.stepper(-1 << 30)},
		{Press: []string{"end"}, Show: "End", Help: "last", Run: s.stepper(1 << 30)},
		{Press: []string{"enter", "right"}, Show: "Enter", Help: "open the record", Foot: 2, Off: none, Run: func() tea.Cmd { s.openRecord(); return nil }},
		{Press: []string{"a"}, Show: "a", Help: "add partners", Foot: 3, Run: s.startAdd},
		{Press: []string{"f"}, Show: "f", Help: "filter", Foot: 4, Run: s.startFilter},
		{Press: []string{"o"}, Show: "o", Help: "sort by " + ((s.query.sort + 1) % 3).String(), Foot: 5, Run: s.nextOrder},
		{Press: []string{"x"}, Show: "x", Help: archive, Foot: 6, Off: none, Run: s.archive},
		{Press: []string{"A"}, Show: "A", Help: "show archived, or active again", Run: s.switchArchived},
		{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Run: s.leaveList},
	}
}

func (s *Screen) filterKeys() []kit.Key {
	return []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: "keep the filter", Foot: 1, Run: func() tea.Cmd { s.mode = modeList; return nil }},
		{Press: []string{"esc"}, Show: "Esc", Help: "show all again", Foot: 2, Run: func() tea.Cmd { s.mode, s.query.filter = modeList, ""; return nil }},
		{Press: []string{"up"}, Show: "↑", Help: "up", Run: s.stepper(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: s.stepper(1)},
	}
}

func (s *Screen) leaveList() tea.Cmd {
	switch {
	case s.query.filter != "":
		s.query.filter = ""
		return nil
	case s.query.archived:
		s.query.archived = false
		return nil
	}
	return screen.Back()
}

func (s *Screen) startFilter() tea.Cmd {
	s.mode = modeFilter
	s.field = kit.NewInput(s.query.filter, false, text.LineMax, text.Typed)
	return nil
}

func (s *Screen) nextOrder() tea.Cmd {
	s.query.sort = (s.query.sort + 1) % 3
	return nil
}

func (s *Screen) switchArchived() tea.Cmd {
	s.query.archived = !s.query.archived
	return nil
}

// archive takes the chosen partner out of the list or brings it back; the selection stays at its place.
func (s *Screen) archive() tea.Cmd {
	l := s.listing()
	i := s.chosen(l)
	r := l.rows[i]
	if err := s.env.Do(partner.Archive{Partner: r.ID, Archived: !r.Archived}); err != nil {
		return screen.Refused(err)
	}
	if rest := s.listing().rows; len(rest) > 0 {
		s.sel = rest[kit.Step(i, 0, len(rest))].ID
	}
	if r.Archived {
		return screen.Notice(r.Name + " is back in the list.")
	}
	return screen.Notice(r.Name + " is archived. u brings it back; A shows the archive.")
}

// detailFrom is the body width from which a partner's record stands beside the table, in cells.
const detailFrom = 88

// View implements screen.Screen.
func (s *Screen) View(w, h int) screen.View {
	switch s.mode {
	case modeAdd:
		return addView{}
	case modeRecord, modeEdit:
		return s.recordView(w, h)
	}
	l := s.listing()
	i := s.chosen(l)
	s.win.Rows, s.win.Of = max(1, h-5), len(l.rows)
	s.win = s.win.Follow(i)
	v := listView{query: s.query, top: s.win.Top}
	if w >= detailFrom && len(l.rows) > 0 {
		v.detail = l.rows[i].ID
	}
	return v
}

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
	a.Print(0, 0, title, th.Heading)
	a.Right(0, v.summary(l), th.Muted)
	line := a.Sub(0, 1, a.W(), 1)
	if v.query.filter != "" {
		line.Print(0, 0, "Filter: "+v.query.filter, th.Text)
	}
	line.Spot("filter")
	rest := a.Sub(0, 3, a.W(), a.H()-3)
	if v.detail != "" {
		var right kit.Area
		rest, right = rest.Columns(max(46, a.W()*11/20), 4)
		if p, ok := sh.Partner(v.detail); ok {
			drawDetail(right, sh, p)
		}
	}
	v.table(l, rest, sh).Draw(rest, th)
}

func (v listView) summary(l *listing) string {
	switch {
	case v.query.archived:
		return kit.Count(l.away, "archived", "archived")
	case v.query.filter != "":
		return fmt.Sprintf("%d of %s", len(l.rows), kit.Count(l.all, "partner", "partners"))
	case l.gaps > 0:
		return kit.Count(l.all, "partner", "partners") + fmt.Sprintf(", %d with gaps", l.gaps)
	}
	return kit.Count(l.all, "partner", "partners")
}

func (v listView) table(l *listing, a kit.Area, sh screen.Shared) kit.Rows {
	th := sh.Theme
	empty := "No partners yet. Press a and type the first name; Esc when the room runs dry. Or bring a list: convene import partners FILE.csv"
	switch {
	case v.query.filter != "":
		empty = "No partner has these words. Esc shows all again."
	case v.query.archived:
		empty = "Nothing is archived. Esc goes back."
	}
	return kit.Rows{
		Columns: []kit.Column{
			{Title: "Name", Min: 24, Want: 44, Keep: 9},
			{Title: "Kind", Min: 12, Want: 24, Keep: 3},
			{Title: "When", Min: 6, Want: 24, Keep: 2},
			{Title: "Record", Min: 8, Want: 8, Keep: 5},
		},
		Window: kit.Window{Top: v.top, Rows: max(1, a.H()-2), Of: len(l.rows)},
		Cell:   func(r, c int) (string, paint.Ink) { return cell(l.rows[r], c, sh.Guide, th) },
		Spot:   func(r int) string { return "row:" + string(l.rows[r].ID) },
		Empty:  empty,
	}
}

func cell(r row, col int, g *guide.Pack, th *theme.Theme) (string, paint.Ink) {
	switch col {
	case 0:
		if r.Origin == partner.Team {
			return r.Name + " +", th.Text
		}
		return r.Name, th.Text
	case 1:
		return kinds(r.Kinds, g), th.Muted
	case 2:
		return whens(r.When, g), th.Muted
	}
	if r.filled == r.of {
		return th.Symbols.Check + " full", th.Good
	}
	return fmt.Sprintf("%d of %d", r.filled, r.of), th.Muted
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

// Layer implements screen.Screen.
func (s *Screen) Layer(w, h int) screen.Layer {
	switch s.mode {
	case modeAdd:
		return s.addLayer(w)
	case modeRecord, modeEdit:
		return s.recordLayer(w, h)
	}
	l := s.listing()
	layer := listLayer{}
	if len(l.rows) > 0 {
		layer.spot = "row:" + string(l.rows[s.chosen(l)].ID)
	}
	if s.mode == modeFilter {
		f := s.field.Show(max(1, w-8), 1)
		layer.filter = &f
	}
	return layer
}

type listLayer struct {
	spot   string
	filter *kit.Shown
}

// Paint implements screen.Layer.
func (l listLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	kit.Select(p, l.spot, o.Theme)
	if r, ok := p.Find("filter"); ok && l.filter != nil {
		line := a.At(r)
		line.Fill(o.Theme.Ground)
		line.Print(0, 0, "Filter:", o.Theme.Muted)
		l.filter.Draw(line.Sub(8, 0, line.W()-8, 1), p, o.Theme.Field)
	}
}
