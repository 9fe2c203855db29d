// Package inventory is the screen of the list of partners: the table with its filter, rapid entry, and the record.
package inventory

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/screen"
)

// Name is the screen's name.
const Name = "inventory"

// The modes, which are also the topics of their help.
const (
	modeList   = ""
	modeFilter = "filter"
	modeAdd    = "rapid-entry"
	modeRecord = "record"
	modeEdit   = "edit"
)

// Screen is the inventory as one person has it open.
type Screen struct {
	env  *screen.Env
	mode string

	query query
	sel   partner.ID // the partner that is chosen, also while a filter hides it
	win   kit.Window
	field kit.Input // the filter, rapid entry or the field that is edited

	add  adding
	form form
}

// New makes it.
func New(env *screen.Env) *Screen {
	return &Screen{env: env, field: kit.NewInput("", false, text.NameMax, text.Typed)}
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// Mode implements screen.Screen.
func (s *Screen) Mode() string { return s.mode }

// Typing implements screen.Screen.
func (s *Screen) Typing() bool {
	return s.mode == modeFilter || s.mode == modeAdd || s.mode == modeEdit
}

// Tables implements screen.Screen.
func (s *Screen) Tables() []kit.Table {
	return []kit.Table{
		{Mode: modeList, Keys: s.listKeys()},
		{Mode: modeFilter, Keys: s.filterKeys()},
		{Mode: modeAdd, Keys: s.addKeys()},
		{Mode: modeRecord, Keys: s.recordKeys()},
		{Mode: modeEdit, Keys: s.editKeys()},
	}
}

// Update implements screen.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.GoMsg:
		return s.arrive(msg.Arg)
	case screen.ClickMsg:
		return s.click(msg)
	case screen.WheelMsg:
		s.step(msg.N)
		return nil
	}
	if !s.Typing() {
		return nil
	}
	s.field = s.field.Update(msg)
	switch s.mode {
	case modeFilter:
		s.query.filter = s.field.Value()
	case modeAdd:
		s.add.note = ""
	case modeEdit:
		s.form.err = ""
	}
	return nil
}

// arrive opens what another screen asked for: rapid entry, or a partner's record.
func (s *Screen) arrive(arg string) tea.Cmd {
	switch arg {
	case "":
	case "add":
		return s.startAdd()
	default:
		s.sel = partner.ID(arg)
		s.openRecord()
	}
	return nil
}

func (s *Screen) click(msg screen.ClickMsg) tea.Cmd {
	if id, ok := after(msg.Spot, "row:"); ok && (s.mode == modeList || s.mode == modeFilter) {
		s.sel = partner.ID(id)
		if msg.Twice {
			s.openRecord()
		}
	}
	if id, ok := after(msg.Spot, "field:"); ok && s.mode == modeRecord {
		s.form.choose(id)
		if msg.Twice {
			return s.startEdit()
		}
	}
	return nil
}

func (s *Screen) listing() *listing {
	return list(s.env.State().Public(), s.env.Memo, s.query)
}

// chosen is the row of the selection: the nearest there is where the chosen partner is not shown.
func (s *Screen) chosen(l *listing) int {
	if i := l.index(s.sel); i >= 0 {
		return i
	}
	return kit.Step(s.win.Top, 0, len(l.rows))
}

// step moves the selection.
func (s *Screen) step(n int) {
	switch s.mode {
	case modeList, modeFilter:
		l := s.listing()
		if len(l.rows) > 0 {
			s.sel = l.rows[kit.Step(s.chosen(l), n, len(l.rows))].ID
		}
	case modeRecord:
		s.form.sel = kit.Step(s.form.sel, n, len(partner.Fields()))
	}
}

func (s *Screen) stepper(n int) func() tea.Cmd {
	return func() tea.Cmd { s.step(n); return nil }
}

func after(s, prefix string) (string, bool) {
	if len(s) > len(prefix) && s[:len(prefix)] == prefix {
		return s[len(prefix):], true
	}
	return "", false
}
