// Package inventory is the screen of the list of partners: the table with its filter, rapid entry, the record, who is
// missing, duplicates, what the team shares with every partner, and bringing a list.
package inventory

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/screen"
)

// Name is the screen's name.
const Name = "inventory"

// page is the name of the screen that shows all that is known of a partner.
const page = "partner-page"

// The modes, which are also the topics of their help.
const (
	modeList       = ""
	modeFilter     = "filter"
	modeAdd        = "rapid-entry"
	modeRecord     = "record"
	modeEdit       = "edit"
	modeMissing    = "missing"
	modeDuplicates = "duplicates"
	modeShare      = "share"
	modeImport     = "import"
)

// part is one way of looking at the inventory, with a key table of its own.
type part interface {
	keys() []kit.Key
	view(w, h int) screen.View
	layer(w, h int) screen.Layer
	update(msg tea.Msg) tea.Cmd // what is no key of the table
}

// Screen is the inventory as one person has it open.
type Screen struct {
	env   *screen.Env
	mode  string
	sel   partner.ID // the partner that is chosen, also while a filter hides it
	draft *screen.Drafts

	list    *table
	add     *adding
	record  *record
	edit    *editor
	missing *matrix
	pairs   *review
	share   *share
	bring   *bringing
}

// New makes it.
func New(env *screen.Env) *Screen {
	s := &Screen{env: env, draft: screen.NewDrafts(env)}
	s.list = &table{in: s, field: kit.NewInput("", false, text.NameMax, text.Typed)}
	s.add = &adding{in: s, field: s.list.field}
	s.record = &record{in: s, sel: partner.Fields()[0].ID}
	s.edit = &editor{in: s, field: s.list.field}
	s.missing = &matrix{in: s}
	s.pairs = &review{in: s}
	s.share = &share{in: s, sel: shareFields()[0].id}
	s.bring = &bringing{in: s}
	return s
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// Mode implements screen.Screen.
func (s *Screen) Mode() string { return s.mode }

// Typing implements screen.Screen.
func (s *Screen) Typing() bool {
	return s.mode == modeFilter || s.mode == modeAdd || s.mode == modeEdit
}

type named struct {
	mode string
	part part
}

func (s *Screen) parts() []named {
	return []named{{modeList, s.list}, {modeFilter, filtering{s.list}}, {modeAdd, s.add}, {modeRecord, s.record}, {modeEdit, s.edit},
		{modeMissing, s.missing}, {modeDuplicates, s.pairs}, {modeShare, s.share}, {modeImport, s.bring}}
}

func (s *Screen) part() part {
	for _, n := range s.parts() {
		if n.mode == s.mode {
			return n.part
		}
	}
	return s.list
}

// Tables implements screen.Screen.
func (s *Screen) Tables() []kit.Table {
	var out []kit.Table
	for _, n := range s.parts() {
		out = append(out, kit.Table{Mode: n.mode, Keys: n.part.keys()})
	}
	return out
}

// View implements screen.Screen.
func (s *Screen) View(w, h int) screen.View { return s.part().view(w, h) }

// Layer implements screen.Screen.
func (s *Screen) Layer(w, h int) screen.Layer { return s.part().layer(w, h) }

// Update implements screen.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.GoMsg:
		return s.arrive(msg.Arg)
	case screen.DraftMsg:
		return s.draft.Update(msg)
	}
	return s.part().update(msg)
}

// arrive opens what another screen asked for: a way of looking at the inventory, a partner's record ("record:" and its
// ID), or a partner, whose page is shown then.
func (s *Screen) arrive(arg string) tea.Cmd {
	if id, ok := strings.CutPrefix(arg, "record:"); ok {
		s.openRecord(partner.ID(id), true)
		return nil
	}
	switch arg {
	case "":
		return nil
	case "add":
		return s.add.start(cell{})
	case modeMissing, modeShare:
		s.mode = arg
	case modeDuplicates:
		return s.pairs.start()
	default:
		s.mode, s.sel = modeList, partner.ID(arg)
		return screen.Go(page, arg)
	}
	return nil
}

// to goes to another way of looking at the inventory.
func (s *Screen) to(mode string) func() tea.Cmd {
	return func() tea.Cmd { s.mode = mode; return nil }
}

// moving is the rows of a key table that choose in a list: step moves by rows, page is how many rows a page has.
func moving(what string, step func(int) tea.Cmd, page func() int) []kit.Key {
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { return step(n) } }
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: what, Foot: 1, Run: by(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: by(1)},
		{Press: []string{"pgup"}, Show: "PgUp", Help: "page up", Run: func() tea.Cmd { return step(-page()) }},
		{Press: []string{"pgdown"}, Show: "PgDn", Help: "page down", Run: func() tea.Cmd { return step(page()) }},
		{Press: []string{"home"}, Show: "Home", Help: "first", Run: by(-1 << 30)},
		{Press: []string{"end"}, Show: "End", Help: "last", Run: by(1 << 30)},
	}
}
