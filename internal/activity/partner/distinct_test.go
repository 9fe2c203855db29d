package partner_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

func twoLike(t *testing.T) partner.State {
	t.Helper()
	var s partner.State
	for i, p := range []partner.Partner{
		{Public: partner.Public{ID: "a", Name: "Grove Street Youth Club"}},
		{Public: partner.Public{ID: "b", Name: "Grove St Youth Club"}},
		{Public: partner.Public{ID: "c", Name: "Grove Street Youth Clubs"}},
		{Public: partner.Public{ID: "m", Name: "Old", MergedInto: "a"}},
	} {
		s.Partners = s.Partners.Put(uint64(i+1), p)
	}
	return s
}

func TestDistinct(t *testing.T) {
	some := ledger.Entry{Seq: 9, By: ledger.Actor{Person: "p", Role: ledger.Participant}}
	s := twoLike(t)
	told := partner.Distinct{A: "a", B: "b"}.Apply(s, some)
	for _, tt := range []struct {
		name string
		s    partner.State
		op   partner.Distinct
		by   ledger.Role
		ok   bool
	}{
		{"two", s, partner.Distinct{A: "b", B: "a"}, ledger.Participant, true},
		{"an observer", s, partner.Distinct{A: "b", B: "a"}, ledger.Observer, false},
		{"one and the same", s, partner.Distinct{A: "a", B: "a"}, ledger.Participant, false},
		{"unknown", s, partner.Distinct{A: "a", B: "z"}, ledger.Participant, false},
		{"merged away", s, partner.Distinct{A: "b", B: "m"}, ledger.Participant, false},
		{"again, the other way round", told, partner.Distinct{A: "b", B: "a"}, ledger.Participant, false},
	} {
		e := some
		e.By.Role = tt.by
		if err := tt.op.Check(tt.s, e); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
		b, err := json.Marshal(tt.op)
		var back partner.Distinct
		if err != nil || json.Unmarshal(b, &back) != nil || back != tt.op {
			t.Errorf("%s: %s comes back as %v", tt.name, b, back)
		}
	}
	if s.Aparts.Len() != 0 || !told.Apart()[partner.NewApart("b", "a")] {
		t.Error("told apart:", told.Apart())
	}
}

func TestApartFollowsMerges(t *testing.T) {
	e := ledger.Entry{Seq: 9, By: ledger.Actor{Role: ledger.Facilitator}}
	s := partner.Distinct{A: "b", B: "c"}.Apply(twoLike(t), e)
	s = partner.Merge(s, 10, "b", "a", nil)
	if got, want := s.Apart(), map[partner.Apart]bool{partner.NewApart("a", "c"): true}; !reflect.DeepEqual(got, want) {
		t.Errorf("apart %v, want %v", got, want)
	}
}
