package inventory

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// table is the list of partners, with the record of the chosen one beside it where there is room.
type table struct {
	in    *Screen
	query query
	win   kit.Window
	field kit.Input // the filter while it is typed
}

// filtering is the table while its filter is typed.
type filtering struct{ *table }

func (t *table) listing() *listing {
	return list(t.in.Env.State().Public(), t.in.Env.Memo, t.query)
}

// chosen is the row of the selection: the nearest there is where the chosen partner is not shown.
func (t *table) chosen(l *listing) int {
	if i := l.index(t.in.sel); i >= 0 {
		return i
	}
	return kit.Step(t.win.Top, 0, len(l.rows))
}

// one is the chosen partner, false where the list is empty.
func (t *table) one() (*row, bool) {
	l := t.listing()
	if len(l.rows) == 0 {
		return nil, false
	}
	return l.rows[t.chosen(l)], true
}

func (t *table) step(n int) tea.Cmd {
	l := t.listing()
	if len(l.rows) > 0 {
		t.in.sel = l.rows[kit.Step(t.chosen(l), n, len(l.rows))].ID
	}
	return nil
}

func (t *table) Keys() []kit.Key {
	l := t.listing()
	none := ""
	switch {
	case len(l.rows) > 0:
	case l.all == 0 && !t.query.archived:
		none = "There is no partner here yet. Press a to add one, or I to bring a list."
	default:
		none = "No partner is shown. Esc shows all again."
	}
	archive := "archive"
	if t.query.archived {
		archive = "bring back"
	}
	keys := kit.Moving("choose", t.step, func() int { return t.win.Rows })
	bring := 0
	if l.all == 0 { // an empty list asks for partners, not for what can be done with them
		keys[0].Foot, bring = 0, 4
	}
	keys = append(keys,
		kit.Key{Press: []string{"enter", "right"}, Show: "Enter", Help: "open", Foot: 2, Off: none, Run: t.open},
		kit.Key{Press: []string{"a"}, Show: "a", Help: "add", Foot: 3, Run: func() tea.Cmd { return t.in.add.start(t.query.cell) }},
		kit.Key{Press: []string{"f"}, Show: "f", Help: "filter", Foot: foot(4, l.all > 0), Run: t.startFilter},
		kit.Key{Press: []string{"m"}, Show: "m", Help: "who is missing", Foot: foot(5, l.all > 0), Run: t.in.To(modeMissing)},
	)
	keys = append(keys, t.in.pairs.entry())
	return append(keys,
		kit.Key{Press: []string{"v"}, Show: "v", Help: "what we share", Foot: foot(7, l.all > 0), Run: t.in.To(modeShare)},
		kit.Key{Press: []string{"e"}, Show: "e", Help: "edit the record", Off: none, Run: t.edit},
		kit.Key{Press: []string{"o"}, Show: "o", Help: "sort by " + ((t.query.sort + 1) % orders).String(), Run: t.nextOrder},
		kit.Key{Press: []string{"x"}, Show: "x", Help: archive, Off: none, Run: t.archive},
		kit.Key{Press: []string{"A"}, Show: "A", Help: "show archived, or active again", Run: t.switchArchived},
		kit.Key{Press: []string{"M"}, Show: "M", Help: "merge with another record", Off: none, Run: t.merge},
		kit.Key{Press: []string{"I"}, Show: "I", Help: "bring a list from a file", Foot: bring, Run: t.in.bring.ask},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Run: t.leave},
	)
}

// foot is a place in the footer for a key that matters now.
func foot(n int, matters bool) int {
	if !matters {
		return 0
	}
	return n
}

func (f filtering) Keys() []kit.Key {
	t := f.table
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { return t.step(n) } }
	return []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: "keep the filter", Foot: 1, Run: t.in.To(modeList)},
		{Press: []string{"esc"}, Show: "Esc", Help: "show all again", Foot: 2, Run: func() tea.Cmd { t.in.At, t.query.filter = modeList, ""; return nil }},
		{Press: []string{"up"}, Show: "↑", Help: "up", Run: by(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: by(1)},
	}
}

// leave goes back one level: what is left out comes back first.
func (t *table) leave() tea.Cmd {
	switch {
	case t.query.filter != "":
		t.query.filter = ""
	case t.query.cell != cell{}:
		t.query.cell, t.in.At = cell{}, modeMissing
	case t.query.archived:
		t.query.archived = false
	default:
		return screen.Back()
	}
	return nil
}

func (t *table) open() tea.Cmd {
	r, ok := t.one()
	if !ok {
		return nil
	}
	t.in.sel = r.ID
	return screen.Go(page, string(r.ID))
}

func (t *table) edit() tea.Cmd {
	if r, ok := t.one(); ok {
		t.in.openRecord(r.ID, false)
	}
	return nil
}

func (t *table) startFilter() tea.Cmd {
	t.in.At = modeFilter
	t.field = kit.NewInput(t.query.filter, false, text.LineMax, text.Typed)
	return nil
}

func (t *table) nextOrder() tea.Cmd {
	t.query.sort = (t.query.sort + 1) % orders
	return screen.Notice("Sorted by " + t.query.sort.String() + ".")
}

func (t *table) switchArchived() tea.Cmd {
	t.query.archived = !t.query.archived
	return nil
}

// archive takes the chosen partner out of the list or brings it back; the selection stays at its place.
func (t *table) archive() tea.Cmd {
	l := t.listing()
	i := t.chosen(l)
	r := l.rows[i]
	if err := t.in.Env.Do(partner.Archive{Partner: r.ID, Archived: !r.Archived}); err != nil {
		return screen.Refused(err)
	}
	if rest := t.listing().rows; len(rest) > 0 {
		t.in.sel = rest[kit.Step(i, 0, len(rest))].ID
	}
	if r.Archived {
		return screen.Notice(r.Name + " is back in the list.")
	}
	return screen.Notice(r.Name + " is archived. u brings it back; A shows the archive.")
}

// merge asks which other record the chosen one is to be merged with.
func (t *table) merge() tea.Cmd {
	r, ok := t.one()
	if !ok {
		return nil
	}
	return screen.Open(newPicker(t.in, r, func(other *row) tea.Cmd { return t.in.pairs.compare(r, other) }))
}

func (t *table) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.WheelMsg:
		return t.step(msg.N)
	case screen.ClickMsg:
		if id, ok := after(msg.Spot, "row:"); ok {
			t.in.sel = partner.ID(id)
			if msg.Twice {
				t.in.At = modeList
				return t.open()
			}
		}
		switch msg.Spot {
		case "sort:name":
			t.query.sort = byName
		case "sort:gaps":
			t.query.sort = byGaps
		}
	}
	return nil
}

func (f filtering) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case screen.WheelMsg, screen.ClickMsg:
		return f.table.Update(msg)
	}
	f.field = f.field.Update(msg)
	f.query.filter = f.field.Value()
	return nil
}

func after(s, prefix string) (string, bool) {
	if len(s) > len(prefix) && s[:len(prefix)] == prefix {
		return s[len(prefix):], true
	}
	return "", false
}

// detailFrom is the body width from which a partner's record stands beside the table, in cells.
const detailFrom = 88

func (t *table) View(w, h int) screen.View {
	l := t.listing()
	i := t.chosen(l)
	t.win.Rows, t.win.Of = max(1, h-desk.HeadRows-2), len(l.rows)
	t.win = t.win.Follow(i)
	v := listView{query: t.query, top: t.win.Top}
	if w >= detailFrom && len(l.rows) > 0 {
		v.detail = l.rows[i].ID
	}
	return v
}

func (t *table) Layer(int, int) screen.Layer {
	l := listLayer{}
	if r, ok := t.one(); ok {
		l.spot = "row:" + string(r.ID)
	}
	return l
}

func (f filtering) Layer(w, h int) screen.Layer {
	l := f.table.Layer(w, h).(listLayer)
	shown := f.field.Show(max(1, w-8), 1)
	l.filter = &shown
	return l
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
