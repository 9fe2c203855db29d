package touchpoint

import (
	"encoding/json"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/ledger"

	"pgregory.net/rapid"
)

// draw makes parts of ops that fit now and then.
type draw struct {
	t *rapid.T
	s State
}

func (d draw) of(name string, from ...string) string { return rapid.SampledFrom(from).Draw(d.t, name) }

func (d draw) word() string { return d.of("word", "", "x", "y", "no\x1b") }

func (d draw) note() string { return d.of("note", "c1", "c2", "c3", "c4", "g1", "") }

func (d draw) group() string { return d.of("group", "g1", "g2", "c1", "") }

func (d draw) round() Round {
	return Round{partner.ID(d.of("partner", "a", "a", "b", "")), d.of("question", "q1", "q1", "q2"), rapid.IntRange(0, 2).Draw(d.t, "check-in")}
}

// known is a round that is there, where there is one.
func (d draw) known() Round {
	if list := d.s.Askings.List(); len(list) > 0 && rapid.IntRange(0, 9).Draw(d.t, "known") > 0 {
		return rapid.SampledFrom(list).Draw(d.t, "round").Round
	}
	return d.round()
}

// some is the ID of a record that is there, where there is one.
func (d draw) some(keys []string, other func() string) string {
	if len(keys) > 0 && rapid.IntRange(0, 5).Draw(d.t, "there") > 0 {
		return d.of("key", keys...)
	}
	return other()
}

// members are contributions to a round, and perhaps one that is not.
func (d draw) members(r Round) []string {
	var out []string
	for c := range d.s.Contributions.All() {
		if c.Round == r {
			out = append(out, c.ID)
		}
	}
	if rapid.IntRange(0, 3).Draw(d.t, "stranger") == 0 {
		out = append(out, d.note())
	}
	return out
}

func (d draw) patch(rec any, field string) ledger.Patch {
	b, err := json.Marshal(rec)
	if err != nil {
		d.t.Fatal(err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		d.t.Fatal(err)
	}
	c := ledger.Change{From: fields[field]}
	if w := d.word(); w != "" {
		c.To, _ = json.Marshal(w)
	}
	return ledger.Patch{field: c}
}

func (d draw) op(e ledger.Entry) ledger.Op[State] {
	r := d.known()
	note, _ := d.s.Contributions.Get(d.some(d.s.Contributions.Keys(), d.note))
	group, _ := d.s.Groups.Get(d.some(d.s.Groups.Keys(), d.group))
	switch rapid.IntRange(0, 19).Draw(d.t, "op") {
	case 0, 1:
		next := Read(d.s, nil).Next(r.Partner, r.Question)
		return Ask{next, rapid.Bool().Draw(d.t, "unsigned")}
	case 2:
		return rapid.SampledFrom([]ledger.Op[State]{Close{r}, Reopen{r}, Unsign{r, rapid.Bool().Draw(d.t, "on")}}).Draw(d.t, "small op")
	case 3, 4, 5:
		return Contribute{ID: d.note(), Round: r, Text: d.word(), SaidBy: d.word()}
	case 6, 7:
		return Contribute{ID: d.note(), Round: r, Text: d.word(), WithdrawHash: TokenHash("t")}
	case 8:
		return Edit{note.ID, d.patch(note, d.of("field", "text", "said_by", "id", "group"))}
	case 9:
		return Withdraw{note.ID, d.of("token", "", "t", "u")}
	case 10:
		return Mark{note.ID, rapid.Bool().Draw(d.t, "marked")}
	case 11:
		return AddGroup{d.group(), r, d.word(), d.of("rank", "", "V", "é"), d.members(r)}
	case 12:
		return Put{note.ID, d.of("group or none", "", group.ID)}
	case 13:
		return EditGroup{group.ID, d.patch(group, d.of("field", "title", "rank", "id"))}
	case 14:
		return Ungroup{group.ID}
	case 15:
		return WriteAnswer{r, d.patch(d.s.answer(r), d.of("field", "known", "ask", "on")), on(e.Seq)}
	case 16:
		if note.ID != "" {
			r = note.Round
		}
		return OpenDots{r, rapid.IntRange(0, 4).Draw(d.t, "dots")}
	case 17:
		for a := range d.s.Askings.All() {
			if a.Voting == VoteOpen {
				r = a.Round
			}
		}
		spread := map[string]int{note.ID: rapid.IntRange(-1, 3).Draw(d.t, "n")}
		if rapid.Bool().Draw(d.t, "sealed") {
			return NewCloseDots(d.s, r, []Sealed{{Round: r, Dots: spread}, {Round: r, Dots: map[string]int{d.group(): 1}}})
		}
		return CloseDots{r, []map[string]int{spread}}
	case 18:
		return SetAge{rapid.IntRange(0, AgeMax+1).Draw(d.t, "days")}
	}
	c, _ := d.s.item(r, note.ID)
	return rapid.SampledFrom([]ledger.Op[State]{
		CountHands{r, note.ID, rapid.IntRange(-1, 4).Draw(d.t, "hands"), c.Hands},
		Choose{r.Partner, r.Question, rapid.Bool().Draw(d.t, "chosen")},
	}).Draw(d.t, "small op")
}

// TestAnyOps does ops of all kinds, checked and unchecked: none panics, none changes what it was given, refused ones say so
// in a sentence, and what was asked of the result holds.
func TestAnyOps(t *testing.T) {
	accepted := map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		careless := rapid.Bool().Draw(t, "also what is refused") // as a history whose rules have changed since
		s := Ask{Round: Round{"a", "q1", 1}}.Apply(State{}, entry(1, lead))
		for seq := uint64(2); seq < 30; seq++ {
			e := entry(seq, rapid.SampledFrom([]ledger.Role{lead, lead, lead, part, watch, guest}).Draw(t, "role"))
			op := draw{t, s}.op(e)
			e = Stamp(s, e, op)
			was, given := dump(t, s), dump(t, op)
			err := op.Check(s, e)
			if err != nil && len(err.Error()) < 20 {
				t.Fatalf("%T: %q is no sentence", op, err)
			}
			if err == nil && e.By.Role == watch {
				t.Fatalf("%T by an observer", op)
			}
			next := op.Apply(s, e)
			if dump(t, s) != was || dump(t, op) != given {
				t.Fatalf("%T changed what it was given", op)
			}
			if dump(t, op.Apply(s, e)) != dump(t, next) {
				t.Fatalf("%T gives two results", op)
			}
			if err != nil && !careless {
				continue
			}
			if err == nil {
				name, _, _ := registry().Encode(op)
				accepted[name] = true
			}
			before := s
			s = next
			if !careless {
				sound(t, before, s)
			}
			read(t, s)
		}
	})
	if n := len(registry().Names()); len(accepted) < n-4 { // chance may leave some out
		t.Errorf("%d of %d ops were accepted: %v", len(accepted), n, accepted)
	}
}

// sound is what always holds where every op was checked.
func sound(t *rapid.T, before, s State) {
	if err := CheckUndo(before, s); err != nil {
		t.Fatalf("rounds do not fit: %v", err)
	}
	refs := func(r ledger.Referrer) {
		for _, ref := range r.Refs() {
			ok := true
			switch ref.Table {
			case AskingTable:
				ok = s.Askings.Has(ref.Key)
			case ContributionTable:
				ok = s.Contributions.Has(ref.Key)
			case GroupTable:
				ok = s.Groups.Has(ref.Key)
			}
			if !ok {
				t.Fatalf("%+v refers to %v, and there is none", r, ref)
			}
		}
	}
	for c := range s.Contributions.All() {
		refs(c)
		if c.Unsigned() && (c.Person != "" || c.By != "" || c.Role != "" || c.SaidBy != "" || !c.At.Equal(s.minute(c.Round))) {
			t.Fatalf("an unsigned contribution tells of its author: %+v", c)
		}
		if g, ok := s.Groups.Get(c.Group); ok && g.Round != c.Round || s.Groups.Has(c.ID) {
			t.Fatalf("%+v in %+v", c, g)
		}
	}
	for g := range s.Groups.All() {
		refs(g)
	}
	for a := range s.Answers.All() {
		refs(a)
		if (a.Known == "") != (a.On == "") {
			t.Fatalf("%+v", a)
		}
	}
	for c := range s.Counts.All() {
		refs(c)
		if c.Dots < 0 || c.Hands < 0 {
			t.Fatalf("%+v", c)
		}
	}
}

// read puts every question to a state.
func read(t *rapid.T, s State) {
	partners := ids("a", "b", "")
	today := on(rapid.Uint64Range(1, 400).Draw(t, "today"))
	for _, v := range []View{Read(s, nil), Read(s, follow("b", "a"))} {
		notes := 0
		for a := range s.Askings.All() {
			items := v.Items(a.Round)
			for _, i := range v.Ranked(a.Round) {
				notes += len(i.Contributions)
			}
			if len(items) != len(v.Ranked(a.Round)) {
				t.Fatalf("%d items, %d ranked", len(items), len(v.Ranked(a.Round)))
			}
			v.Voices(a.Round)
		}
		if notes != s.Contributions.Len() {
			t.Fatalf("%d of %d contributions are shown", notes, s.Contributions.Len())
		}
		tally := v.Tally(partners, today, 120)
		if tally.Answered+tally.Open > tally.Of || tally.Due > tally.Answered || tally.Due != len(v.Due(partners, today, 120)) {
			t.Fatalf("%+v", tally)
		}
		for _, p := range partners {
			v.Agenda(p, []string{"q2"})
			v.Open(p)
			v.Beside(p, "q1")
			if next := v.Next(p, "q1"); s.Askings.Has(next.key()) {
				t.Fatalf("%+v was asked already", next)
			}
		}
		v.Matrix(partners, []Set{{"s", []string{"q1", "q2"}}}, today, 0)
	}
}
