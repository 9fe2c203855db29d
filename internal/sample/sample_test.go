package sample_test

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/store/memlog"
	"convene/internal/workspace"
)

func now() time.Time { return time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC) }

func open(t *testing.T, at time.Time) *room.State {
	t.Helper()
	store := memlog.New()
	if err := sample.Fill(t.Context(), store, at); err != nil {
		t.Fatal(err)
	}
	r, err := room.Open(t.Context(), store, room.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close(t.Context()) })
	return r.State()
}

func TestEveryKindOfPartner(t *testing.T) {
	s := open(t, now())
	active := s.Partner.Active()
	if len(active) != 24 || s.Partner.Partners.Len() != 25 {
		t.Errorf("%d active of %d, want 24 of 25", len(active), s.Partner.Partners.Len())
	}
	kinds := map[partner.Kind]bool{}
	thin, full := 0, 0
	for _, p := range active {
		for _, k := range p.Kinds {
			kinds[k] = true
		}
		filled, of := partner.Complete(p)
		if filled <= 3 {
			thin++
		}
		if filled == of {
			full++
		}
	}
	if len(kinds) != len(partner.Kinds()) {
		t.Errorf("only the kinds %v", kinds)
	}
	if thin < 3 || full < 5 {
		t.Errorf("%d thin records and %d full ones", thin, full)
	}
}

func TestSettledAutumn(t *testing.T) {
	s := open(t, now())
	view := cardsort.Read(s.CardSort, cardsort.Resolver(s.Partner))
	sheet, ok := view.Latest()
	if !ok || sheet.Round.Name != "Autumn 2026" || sheet.Voters() != 5 {
		t.Fatalf("latest %+v", sheet.Round)
	}
	var ids []partner.ID
	for _, p := range s.Partner.Active() {
		ids = append(ids, p.ID)
	}
	columns := sheet.Columns(sheet.Listed(ids))
	got := []int{len(columns[cardsort.Clear]), len(columns[cardsort.Could]), len(columns[cardsort.None]), len(columns[cardsort.Pile])}
	if !slices.Equal(got, []int{7, 11, 5, 1}) {
		t.Errorf("columns %v", got)
	}
	if n := len(sheet.Divided(ids)); n != 7 {
		t.Errorf("%d divided cards", n)
	}
	if alpha, ok := sheet.Alpha(); !ok || math.IsNaN(alpha) || alpha < 0.3 || alpha > 0.9 {
		t.Errorf("alpha %v", alpha)
	}
	round, _ := s.CardSort.Previous(sheet.Round.ID)
	if shifts := view.Compare(round.ID, sheet.Round.ID); len(shifts) < 10 {
		t.Errorf("%d changes since spring", len(shifts))
	}
}

func TestTheSameNowGivesTheSameHistory(t *testing.T) {
	a, err := sample.History(now())
	if err != nil {
		t.Fatal(err)
	}
	store := memlog.New()
	if err := sample.Fill(t.Context(), store, now()); err != nil {
		t.Fatal(err)
	}
	b, err := store.Next(t.Context(), 0)
	if err != nil || !reflect.DeepEqual(a, b) {
		t.Errorf("two histories differ (%v)", err)
	}
	ops := workspace.Ops()
	var w workspace.Workspace
	for _, e := range a {
		if w, err = ops.Fold(w, e); err != nil {
			t.Fatal(err)
		}
	}
}

func TestEveryDayOfTheYearHasAnAutumnBehindIt(t *testing.T) {
	for d := 0; d < 370; d += 6 {
		at := now().AddDate(0, 0, d)
		entries, err := sample.History(at)
		if err != nil {
			t.Fatal(err)
		}
		var last time.Time
		for _, e := range entries {
			if e.At.Before(last) || e.At.After(at) {
				t.Fatalf("on %s entry %d is of %s", at, e.Seq, e.At)
			}
			last = e.At
		}
		if at.Sub(last) > 380*24*time.Hour {
			t.Fatalf("on %s the last sort was %s", at, last)
		}
	}
}

func TestPeopleAreRolesOnly(t *testing.T) {
	s := open(t, now())
	for p := range s.Partner.Partners.All() {
		for _, c := range []partner.Contact{p.PartnerContact, p.SchoolContact} {
			if c.Email != "" && !strings.HasSuffix(c.Email, "@example.org") {
				t.Errorf("%s: %s", p.Name, c.Email)
			}
			if c.Phone != "" && !strings.HasPrefix(c.Phone, "555-01") {
				t.Errorf("%s: %s", p.Name, c.Phone)
			}
		}
	}
	entries, _ := sample.History(now())
	for _, e := range entries {
		if e.By.Role != ledger.Facilitator && e.By.Role != ledger.Participant || !json.Valid(e.Data) {
			t.Errorf("entry %d by %+v", e.Seq, e.By)
		}
	}
}

func BenchmarkFill(b *testing.B) {
	for b.Loop() {
		if err := sample.Fill(b.Context(), memlog.New(), now()); err != nil {
			b.Fatal(err)
		}
	}
}

// TestMeetings: one meeting was held and left something behind, one is planned, none runs.
func TestMeetings(t *testing.T) {
	s := open(t, now())
	if _, runs := s.Meeting.Running(); runs {
		t.Error("a meeting runs")
	}
	past, planned := s.Meeting.Past(), s.Meeting.Planned()
	if len(past) != 1 || len(planned) != 1 {
		t.Fatalf("%d held, %d planned", len(past), len(planned))
	}
	m := past[0]
	if n := len(s.Meeting.Decided(m.ID)); n != 2 || len(s.Meeting.ParkedOpen()) != 2 || len(s.Meeting.People(m.ID)) != 5 {
		t.Errorf("%d decisions, %d parked, %d people", n, len(s.Meeting.ParkedOpen()), len(s.Meeting.People(m.ID)))
	}
	if took := m.Ended.Sub(m.Started); took < 30*time.Minute || took > time.Hour {
		t.Errorf("it took %v", took)
	}
	if on := planned[0].On; on.Weekday() != time.Tuesday || on <= "2026-11-22" || len(s.Meeting.Agenda(planned[0].ID)) != 6 {
		t.Errorf("planned: %+v", planned[0])
	}
}
