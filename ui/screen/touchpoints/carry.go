package touchpoints

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/touchpoint"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// carrying is a contribution in somebody's hand, on its way onto another one or into a group.
type carrying struct {
	in   *Screen
	note touchpoint.Contribution
}

func (c *carrying) start(r row) tea.Cmd {
	c.note, c.in.At = r.note, modeCarry
	return nil
}

func (c *carrying) Keys() []kit.Key {
	out := ""
	if c.note.Group == "" {
		out = "It is in no group."
	}
	return append(kit.Moving("choose", c.in.talk.step, page),
		kit.Key{Press: []string{"enter", "space"}, Show: "Enter", Help: "put it with this one", Foot: 2, Run: c.drop},
		kit.Key{Press: []string{"0", "backspace"}, Show: "0", Help: "out of its group", Foot: 3, Off: out, Run: c.alone},
		kit.Key{Press: []string{"esc"}, Show: "Esc", Help: "leave it where it was", Foot: 4, Run: c.leave},
	)
}

func (c *carrying) leave() tea.Cmd {
	c.in.At, c.in.talk.sel = modeQuestion, c.note.ID
	return nil
}

func (c *carrying) alone() tea.Cmd {
	c.leave()
	return c.in.Env.DoAll(touchpoint.Put{ID: c.note.ID})
}

// drop puts what is carried into the group under the selection, or makes one with the contribution there.
func (c *carrying) drop() tea.Cmd {
	to, ok := c.in.talk.row()
	c.leave()
	switch {
	case !ok || to.id() == c.note.ID:
		return nil
	case to.item.Grouped() && to.item.ID == c.note.Group:
		return screen.Notice("It stands there already.")
	case to.item.Grouped():
		return c.in.Env.DoAll(touchpoint.Put{ID: c.note.ID, Group: to.item.ID})
	}
	id, with := c.in.Env.NewID(), to.note
	return screen.Open(screen.NewPrompt(screen.Prompt{Title: "Name of the new group", Hint: "What do they have in common? It may stay empty for now.", Max: text.NameMax,
		Done: func(v string) (tea.Cmd, error) {
			return nil, c.in.Env.Do(touchpoint.AddGroup{ID: id, Round: with.Round, Title: v, Members: []string{with.ID, c.note.ID}})
		}}, ""))
}

func (c *carrying) Update(msg tea.Msg) tea.Cmd { return c.in.talk.Update(msg) }

func (c *carrying) View(w, h int) screen.View { return c.in.talk.scene(w, h, 1) }

func (c *carrying) Layer(int, int) screen.Layer {
	return carryLayer{c.in.talk.spot(), c.note.Text}
}

type carryLayer struct{ spot, text string }

// Paint implements screen.Layer.
func (l carryLayer) Paint(_ kit.Area, p *paint.Personal, o screen.Own) {
	if r, ok := p.Find("free"); ok {
		kit.On(p).At(r).Print(kit.Margin, 0, "Carrying: "+l.text, o.Theme.Heading)
	}
	kit.Select(p, l.spot, o.Theme)
}
