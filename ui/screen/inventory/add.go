package inventory

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// adding is rapid entry: a name, Enter, next.
type adding struct {
	origin partner.Origin
	note   string // about the last Enter
	count  int    // added since rapid entry was opened
}

func (s *Screen) startAdd() tea.Cmd {
	s.mode = modeAdd
	s.add.count, s.add.note = 0, ""
	s.field = kit.NewInput("", false, text.NameMax, text.Typed)
	return nil
}

func (s *Screen) addKeys() []kit.Key {
	return []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: "list it, next", Foot: 1, Run: s.addName},
		{Press: []string{"esc"}, Show: "Esc", Help: "done", Foot: 2, Run: s.endAdd},
		{Press: []string{"tab"}, Show: "Tab", Help: "who lists them: you, preparing, or the team", Foot: 3, Run: s.switchOrigin},
	}
}

func (s *Screen) switchOrigin() tea.Cmd {
	if s.add.origin == partner.Team {
		s.add.origin = partner.Prepared
	} else {
		s.add.origin = partner.Team
	}
	return nil
}

// endAdd leaves rapid entry; a name that was not entered yet is kept first.
func (s *Screen) endAdd() tea.Cmd {
	var cmd tea.Cmd
	if strings.TrimSpace(s.field.Value()) != "" {
		cmd = s.addName()
	}
	s.mode = modeList
	return cmd
}

func (s *Screen) addName() tea.Cmd {
	name := text.Line(s.field.Value(), text.NameMax)
	if name == "" {
		return nil
	}
	id := partner.ID(s.env.NewID())
	if err := s.env.Do(partner.Add{Partner: id, Name: name, Origin: s.add.origin}); err != nil {
		return screen.Refused(err)
	}
	s.sel = id
	s.add.count++
	s.field = s.field.Set("")
	return nil
}

// addView is what the room sees in rapid entry: the names as they come, the newest first.
type addView struct{}

// Draw implements screen.View.
func (addView) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	a.Print(0, 0, "Who works with our students?", th.Heading)
	all := sh.Partners()
	a.Right(0, kit.Count(len(all), "partner listed", "partners listed"), th.Muted)
	a.Para(1, 60, "Name everyone: in the building, nearby, before or after school, in summer.", th.Muted)
	a.Sub(0, 4, min(a.W(), 64), 1).Spot("name")
	a.Sub(0, 5, a.W(), 3).Spot("hint")
	slices.SortStableFunc(all, func(x, y partner.Public) int { return strings.Compare(string(y.ID), string(x.ID)) })
	list := a.Sub(0, 9, a.W(), a.H()-9)
	win := kit.Window{Rows: max(1, list.H()-1), Of: len(all)}
	for i, p := range all[:win.End()] {
		x := list.Print(0, i, th.Symbols.Bullet, th.Muted)
		x = list.Print(x+1, i, p.Name, th.Text)
		if p.Origin == partner.Team {
			list.Print(x+1, i, "+ the team", th.Good)
		}
	}
	kit.Hidden(list.Sub(0, win.Rows, list.W(), 1), win, th)
}

func (s *Screen) addLayer(w int) screen.Layer {
	l := addLayer{field: s.field.Show(max(1, min(w, 64)-2), 1), team: s.add.origin == partner.Team, added: s.add.count}
	name := text.Line(s.field.Value(), text.NameMax)
	if len([]rune(name)) >= 3 {
		for _, p := range similar(s.env.State().Public(), s.env.Memo, name) {
			l.like += ", " + p.Name
		}
		l.like = strings.TrimPrefix(l.like, ", ")
	}
	return l
}

type addLayer struct {
	field kit.Shown
	like  string // names that are like the one being typed, with commas
	team  bool
	added int
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
	if l.like != "" {
		at.Print(2, 0, o.Theme.Symbols.Warn+" Already listed? "+l.like, o.Theme.Warn)
	}
	who := "Listed by you, preparing."
	if l.team {
		who = "Listed by the team, together: marked with +."
	}
	if l.added > 0 {
		who += fmt.Sprintf(" %d added.", l.added)
	}
	at.Print(2, 2, who, o.Theme.Muted)
}
