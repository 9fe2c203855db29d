// Package inventory is the screen of the list of partners: the table with its filter, rapid entry, the record, who is
// missing, duplicates, what the team shares with every partner, and bringing a list.
package inventory

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/text"
	"convene/ui/desk"
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
	modeMissing    = "missing"
	modeDuplicates = "duplicates"
	modeShare      = "share"
	modeImport     = "import"
)

// Screen is the inventory as one person has it open.
type Screen struct {
	*desk.Desk
	sel partner.ID // the partner that is chosen, also while a filter hides it

	list    *table
	add     *adding
	record  *record
	missing *matrix
	pairs   *review
	share   *share
	bring   *bringing
}

// New makes it.
func New(env *screen.Env) *Screen {
	s := &Screen{Desk: desk.New(env)}
	s.list = &table{in: s, field: kit.NewInput("", false, text.NameMax, text.Typed)}
	s.add = &adding{in: s, field: s.list.field}
	s.record = &record{in: s, sel: partner.Fields()[0].ID}
	s.missing = &matrix{in: s}
	s.pairs = &review{in: s}
	s.share = &share{in: s, sel: shareFields()[0].id}
	s.bring = &bringing{in: s}
	s.Set([]desk.Named{{Mode: modeList, Part: s.list}, {Mode: modeFilter, Part: filtering{s.list}}, {Mode: modeAdd, Part: s.add},
		{Mode: modeRecord, Part: s.record}, {Mode: desk.ModeEdit, Part: s.Edit}, {Mode: modeMissing, Part: s.missing},
		{Mode: modeDuplicates, Part: s.pairs}, {Mode: modeShare, Part: s.share}, {Mode: modeImport, Part: s.bring}}...)
	s.Arrive = s.arrive
	return s
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// Typing implements screen.Screen.
func (s *Screen) Typing() bool {
	return s.At == modeFilter || s.At == modeAdd || s.Desk.Typing()
}

// Resume implements screen.Resuming: in rapid entry, in a field of a record, and in what the team shares.
func (s *Screen) Resume(place string) tea.Cmd {
	if s.Env.TakesPart("-") != "" {
		return nil
	}
	if place == draftAdd {
		return s.add.start(cell{})
	}
	part := strings.Split(place, "/")
	if len(part) != 3 || part[0] != Name {
		return nil
	}
	if part[1] == modeShare {
		s.At, s.share.sel = modeShare, part[2]
		return s.share.open()
	}
	p, ok := s.Env.State().Partner.Partners.Get(part[1])
	f, known := partner.FieldByID(part[2])
	if !ok || !known || p.MergedInto != "" || f.Contact && s.record.hidden() {
		return nil
	}
	s.openRecord(p.ID, true)
	s.record.sel = f.ID
	return s.record.open()
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
		s.At = arg
	case modeDuplicates:
		return s.pairs.start()
	default:
		s.At, s.sel = modeList, partner.ID(arg)
		return screen.Go(page, arg)
	}
	return nil
}
