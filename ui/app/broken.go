package app

import (
	"runtime/debug"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"convene/internal/text"
)

// guarded is a Model whose mistakes end its own program, in peace. Bubble Tea would end it too, but writes all that a panic says
// to the standard error of the process: on a server that is its log, and at home the terminal that is being drawn on.
type guarded struct {
	*Model
	quit   func()
	report func(what, detail string)
	broken atomic.Bool
}

// Init implements tea.Model.
func (g *guarded) Init() (cmd tea.Cmd) {
	defer func() { g.caught(recover()) }()
	return g.safe(g.Model.Init())
}

// Update implements tea.Model.
func (g *guarded) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	m = g
	defer func() { g.caught(recover()) }()
	if !g.broken.Load() {
		_, cmd = g.Model.Update(msg)
	}
	return m, g.safe(cmd)
}

// View implements tea.Model.
func (g *guarded) View() tea.View {
	defer func() { g.caught(recover()) }()
	if g.broken.Load() {
		return tea.View{}
	}
	return g.Model.View()
}

// caught ends the program where something was caught, and tells of it once.
func (g *guarded) caught(v any) {
	if v == nil || g.broken.Swap(true) {
		return
	}
	g.report("A terminal's program ended by mistake", text.Mistake(v)+"\n"+string(debug.Stack()))
	go g.quit() // it waits for the program, which waits for us
}

// safe is a command whose mistakes are caught, and those of the commands that it returns.
func (g *guarded) safe(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() { g.caught(recover()) }()
		msg = cmd()
		if all, ok := msg.(tea.BatchMsg); ok {
			for i, c := range all {
				all[i] = g.safe(c)
			}
		}
		return msg
	}
}
