package inventory

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// adding is rapid entry: a name, Enter, next.
type adding struct {
	in     *Screen
	field  kit.Input
	origin partner.Origin
	cell   cell   // what the names are listed as, where rapid entry was opened from an empty place
	from   string // the mode that it goes back to
	old    bool   // the name comes from before a crash
	count  int    // added since rapid entry was opened
}

// draftAdd is the place of rapid entry's draft.
const draftAdd = "inventory/add"

func (d *adding) start(c cell) tea.Cmd {
	d.from = modeList
	if d.in.At == modeMissing {
		d.from = modeMissing
	}
	if c.kind == unknown {
		c.kind = ""
	}
	if c.when == unknown {
		c.when = ""
	}
	d.in.At, d.cell, d.count = modeAdd, c, 0
	was := d.in.Draft.Begin(draftAdd)
	d.field, d.old = kit.NewInput(was, false, text.NameMax, text.Typed), was != ""
	return nil
}

func (d *adding) Keys() []kit.Key {
	return []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: "list it, next", Foot: 1, Run: d.enter},
		{Press: []string{"esc"}, Show: "Esc", Help: "done", Foot: 2, Run: d.end},
		{Press: []string{"tab"}, Show: "Tab", Help: "who lists them: you, preparing, or the team", Foot: 3, Run: d.switchOrigin},
	}
}

func (d *adding) switchOrigin() tea.Cmd {
	if d.origin == partner.Team {
		d.origin = partner.Prepared
	} else {
		d.origin = partner.Team
	}
	return nil
}

// end leaves rapid entry. A name that was not entered is not listed: it waits in the field for the next time.
func (d *adding) end() tea.Cmd {
	d.in.At = d.from
	name := text.Line(d.field.Value(), text.NameMax)
	if name == "" {
		return d.in.Draft.End()
	}
	return tea.Batch(d.in.Draft.Leave(), screen.Notice(fmt.Sprintf("“%s” is not listed. It waits in the field: a goes on with it.", name)))
}

func (d *adding) enter() tea.Cmd {
	name := text.Line(d.field.Value(), text.NameMax)
	if name == "" {
		return nil
	}
	id := partner.ID(d.in.Env.NewID())
	if err := d.in.Env.Do(partner.Add{Partner: id, Name: name, Origin: d.origin}); err != nil {
		return screen.Refused(err)
	}
	d.in.sel, d.old = id, false
	d.count++
	d.field = d.field.Set("")
	return tea.Batch(d.place(id), d.in.Draft.Typed(""))
}

// place lists a new partner as what rapid entry was opened for.
func (d *adding) place(id partner.ID) tea.Cmd {
	if d.cell == (cell{}) {
		return nil
	}
	was, _ := d.in.Env.State().Partner.Partners.Get(string(id))
	is := was
	if d.cell.kind != "" {
		is.Kinds = []partner.Kind{d.cell.kind}
	}
	if d.cell.when != "" {
		is.When = []partner.When{d.cell.when}
	}
	return screen.Refused(d.in.Env.Do(partner.Edit{Partner: id, Patch: ledger.Diff(was, is)}))
}

func (d *adding) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case screen.WheelMsg, screen.ClickMsg:
		return nil
	}
	d.field = d.field.Update(msg)
	return d.in.Draft.Typed(d.field.Value())
}

func (d *adding) View(int, int) screen.View { return addView{} }

// addView is what the room sees in rapid entry: the names as they come, the newest first.
type addView struct{}

// Draw implements screen.View.
func (addView) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	l := list(sh.Public, sh.Memo, query{sort: byNewest})
	y := kit.Heading(a, "Who works with our students?", kit.Count(l.all, "partner listed", "partners listed"), th)
	if a.H() > 12 {
		y += a.Sub(0, y, a.W(), 2).Para(0, 60, "Name everyone: in the building, nearby, before or after school, in summer.", th.Muted)
		y++
	}
	a.Sub(0, y, min(a.W(), 64), 1).Spot("name")
	a.Sub(0, y+1, min(a.W(), 64), 2).Spot("hint")
	y += 4
	rest := a.Sub(0, y, a.W(), a.H()-y)
	win := kit.Window{Rows: max(1, rest.H()-1), Of: len(l.rows)}
	for i, r := range l.rows[:win.End()] {
		x := rest.Print(0, i, th.Symbols.Bullet, th.Muted)
		mark := ""
		if r.Origin == partner.Team {
			mark = " +"
		}
		x = rest.PrintIn(x+1, i, rest.W()-x-1-len(mark), r.Name, th.Text)
		rest.Print(x, i, mark, th.Text)
	}
	kit.Hidden(rest.Sub(0, win.Rows, rest.W(), 1), win, th)
}

func (d *adding) Layer(w, _ int) screen.Layer {
	l := addLayer{field: d.field.Show(max(1, min(w, 64)-2), 1), who: d.who()}
	if d.old {
		l.hint = "You were typing this name. Enter lists it."
	}
	name := text.Line(d.field.Value(), text.NameMax)
	if len([]rune(name)) >= 3 {
		var like []string
		for _, r := range similar(d.in.Env.State().Public(), d.in.Env.Memo, name) {
			if r.Archived {
				like = append(like, r.Name+" (archived)")
			} else {
				like = append(like, r.Name)
			}
		}
		if len(like) > 0 {
			l.warn, l.hint = true, "Already listed? "+strings.Join(like, ", ")
		}
	}
	return l
}

// who says as what, and by whom, names are listed.
func (d *adding) who() string {
	by := "Listed by you, preparing."
	if d.origin == partner.Team {
		by = "Listed by the team: marked with +."
	}
	if c := d.cell.words(d.in.Env.Guide); c != "" {
		by = "As " + c + ". " + by
	}
	if d.count > 0 {
		by += fmt.Sprintf(" %d added.", d.count)
	}
	return by
}

type addLayer struct {
	field     kit.Shown
	hint, who string
	warn      bool
}

// Paint implements screen.Layer.
func (l addLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	if r, ok := p.Find("name"); ok {
		at := a.At(r)
		at.Print(0, 0, o.Theme.Symbols.Here, o.Theme.Accent)
		l.field.Draw(at.Sub(2, 0, at.W()-2, 1), p, o.Theme.Field)
	}
	r, ok := p.Find("hint")
	if !ok {
		return
	}
	at := a.At(r)
	hint, ink := l.hint, o.Theme.Muted
	if l.warn {
		hint, ink = o.Theme.Symbols.Warn+" "+hint, o.Theme.Warn
	}
	at.Print(2, 0, hint, ink)
	at.Print(2, 1, l.who, o.Theme.Muted)
}
