package inventory

import (
	"errors"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/screen"
)

// startEdit opens the chosen field in place: a list of checks for what has fixed values, a text field for the rest.
func (s *Screen) startEdit() tea.Cmd {
	f := partner.Fields()[s.form.sel]
	s.form.base, s.form.err = s.record(), ""
	switch f.ID {
	case "kinds":
		return s.checkKinds(f)
	case "when":
		return s.checkWhens(f)
	}
	s.mode = modeEdit
	max := text.LineMax
	if f.Long {
		max = text.BlockMax
	}
	s.field = kit.NewInput(f.Get(s.form.base), f.Long, max, text.Typed)
	return nil
}

func (s *Screen) editKeys() []kit.Key {
	keys := []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: "keep it", Foot: 1, Run: s.keep},
		{Press: []string{"tab"}, Show: "Tab", Help: "keep it, next field", Foot: 2, Run: s.keepAndNext},
		{Press: []string{"esc"}, Show: "Esc", Help: "leave it as it was", Foot: 3, Run: func() tea.Cmd { s.mode = modeRecord; return nil }},
	}
	if partner.Fields()[s.form.sel].Long {
		keys = append(keys, kit.Key{Press: []string{"ctrl+j", "alt+enter", "shift+enter"}, Show: "Ctrl+J", Help: "new line", Foot: 4})
	}
	return keys
}

func (s *Screen) keep() tea.Cmd {
	f := partner.Fields()[s.form.sel]
	next, err := f.Set(s.form.base, s.field.Value())
	if err != nil {
		s.form.err = err.Error()
		return nil
	}
	return s.change(f, next)
}

func (s *Screen) keepAndNext() tea.Cmd {
	cmd := s.keep()
	if s.mode == modeRecord {
		s.form.sel = kit.Step(s.form.sel, 1, len(partner.Fields()))
		return tea.Batch(cmd, s.startEdit())
	}
	return cmd
}

// change makes the record what next says, as far as it differs from what was there when editing began. What somebody
// else wrote into the same field meanwhile is shown beside our own words, and nothing typed is lost.
func (s *Screen) change(f partner.Field, next partner.Partner) tea.Cmd {
	patch := ledger.Diff(s.form.base, next)
	if len(patch) == 0 {
		s.mode = modeRecord
		return nil
	}
	err := s.env.Do(partner.Edit{Partner: s.form.partner, Patch: patch})
	var meet *ledger.MeetError
	switch {
	case errors.As(err, &meet):
		s.form.base = s.record()
		s.form.err = fmt.Sprintf("Meanwhile somebody wrote: %q. Enter puts your words in its place, Esc keeps theirs.", f.Get(s.form.base))
	case err != nil:
		s.form.err = err.Error()
	default:
		s.mode, s.form.err = modeRecord, ""
	}
	return nil
}

func (s *Screen) checkKinds(f partner.Field) tea.Cmd {
	var items []screen.Item
	on := map[int]bool{}
	for i, k := range partner.Kinds() {
		it := s.env.Guide.Kind(string(k))
		items = append(items, screen.Item{Label: it.Label, Hint: it.Hint})
		on[i] = slices.Contains(s.form.base.Kinds, k)
	}
	return screen.Open(screen.NewChecks(f.Label, items, on, func(on map[int]bool) tea.Cmd {
		next := s.form.base
		next.Kinds = nil
		for i, k := range partner.Kinds() {
			if on[i] {
				next.Kinds = append(next.Kinds, k)
			}
		}
		return s.changed(f, next)
	}))
}

func (s *Screen) checkWhens(f partner.Field) tea.Cmd {
	var items []screen.Item
	on := map[int]bool{}
	for i, w := range partner.Whens() {
		it := s.env.Guide.When(string(w))
		items = append(items, screen.Item{Label: it.Label, Hint: it.Hint})
		on[i] = slices.Contains(s.form.base.When, w)
	}
	return screen.Open(screen.NewChecks(f.Label, items, on, func(on map[int]bool) tea.Cmd {
		next := s.form.base
		next.When = nil
		for i, w := range partner.Whens() {
			if on[i] {
				next.When = append(next.When, w)
			}
		}
		return s.changed(f, next)
	}))
}

// changed is change for what was chosen from a list: a refusal has no field to stand under.
func (s *Screen) changed(f partner.Field, next partner.Partner) tea.Cmd {
	s.change(f, next)
	if s.form.err == "" {
		return nil
	}
	err := errors.New(s.form.err)
	s.form.err = ""
	return screen.Refused(err)
}
