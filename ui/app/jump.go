package app

import (
	tea "charm.land/bubbletea/v2"

	"convene/ui/screen"
)

// jump goes to any screen or partner by a few letters of its name.
func (m *Model) jump() tea.Cmd { return screen.Open(m.newJump()) }

func (m *Model) newJump() *screen.Choice {
	type target struct{ to, arg string }
	var items []screen.Item
	var to []target
	for _, p := range places() {
		if _, ok := m.makers[p.name]; ok {
			items, to = append(items, screen.Item{Label: p.title, Hint: "screen"}), append(to, target{p.name, ""})
		}
	}
	for _, p := range m.env.State().Public().Active() {
		if m.isGuest() { // of its partner a guest has no record to open
			break
		}
		items, to = append(items, screen.Item{Label: p.Name, Hint: "partner"}), append(to, target{"inventory", string(p.ID)})
	}
	return screen.NewChoice("Jump to", items, 0, func(i int) tea.Cmd { return screen.Go(to[i].to, to[i].arg) }).Search()
}
