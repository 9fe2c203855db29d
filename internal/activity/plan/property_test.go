package plan

import (
	"encoding/json"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"

	"pgregory.net/rapid"
)

// draw makes parts of ops that fit now and then.
type draw struct {
	t *rapid.T
	s State
}

func (d draw) of(name string, from ...string) string { return rapid.SampledFrom(from).Draw(d.t, name) }

func (d draw) word() string { return d.of("word", "x", "y", "", "no\x1b") }

func (d draw) id() string { return d.of("id", "1", "2", "3", "4", "") }

// known is the ID of a record that is there, where there is one.
func (d draw) known(keys []string) string {
	if len(keys) > 0 && rapid.IntRange(0, 5).Draw(d.t, "known") > 0 {
		return d.of("key", keys...)
	}
	return d.id()
}

func (d draw) partner() partner.ID { return partner.ID(d.of("partner", "a", "b", "")) }

func (d draw) side() Side { return Side(d.of("side", "school", "partner", "newer")) }

func (d draw) day() day.Day { return day.Day(d.of("day", "", string(today), "2026-11-01", "no")) }

func (d draw) patch(rec any, fields ...string) ledger.Patch {
	field := d.of("field", fields...)
	b, err := json.Marshal(rec)
	if err != nil {
		d.t.Fatal(err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(b, &all); err != nil {
		d.t.Fatal(err)
	}
	to := map[string]string{"partners": `["b"]`, "side": `"school"`, "partner": `""`, "goal": `"2"`, "by": `"2026-12-01"`}[field]
	if to == "" {
		w, _ := json.Marshal(d.word())
		to = string(w)
	}
	return ledger.Patch{field: {From: all[field], To: json.RawMessage(to)}}
}

func (d draw) op() ledger.Op[State] {
	id, goal := d.id(), d.known(d.s.Goals.Keys())
	g, _ := d.s.Goals.Get(goal)
	p, _ := d.s.Practices.Get(d.known(d.s.Practices.Keys()))
	o, _ := d.s.Opportunities.Get(d.known(d.s.Opportunities.Keys()))
	w, _ := d.s.People.Get(d.known(d.s.People.Keys()))
	st, _ := d.s.Steps.Get(d.known(d.s.Steps.Keys()))
	kind := rapid.SampledFrom(append(Kinds(), "newer")).Draw(d.t, "kind")
	rank := d.of("rank", "", "V", "W", "é")
	switch rapid.IntRange(0, 15).Draw(d.t, "op") {
	case 0:
		return AddGoal{id, ids(d.partner(), d.partner())[:rapid.IntRange(0, 2).Draw(d.t, "partners")], d.word(), rank}
	case 1:
		return EditGoal{g.ID, d.patch(g, "text", "partners", "rank", "id")}
	case 2:
		return Archive{goal, rapid.Bool().Draw(d.t, "archived")}
	case 3:
		return AddPractice{id, goal, d.side(), d.partner(), d.word(), rank}
	case 4:
		return EditPractice{p.ID, d.patch(p, "text", "side", "partner", "goal")}
	case 5:
		return AddOpportunity{id, goal, d.word(), []string{p.ID, d.id()}[:rapid.IntRange(0, 2).Draw(d.t, "joins")], rank}
	case 6:
		return EditOpportunity{o.ID, d.patch(o, "text", "joins")}
	case 7:
		return AddPerson{id, goal, d.word(), d.side(), rank}
	case 8:
		return EditPerson{w.ID, d.patch(w, "text", "side")}
	case 9:
		return AddStep{id, d.of("goal or none", "", goal), d.partner(), d.word(), d.word(), d.day(), rank, d.word()}
	case 10:
		return EditStep{st.ID, d.patch(st, "what", "who", "by", "goal", "partner", "state")}
	case 11:
		return SetState{st.ID, rapid.SampledFrom([]Progress{Open, Doing, Done, "newer"}).Draw(d.t, "to"), st.State, d.day()}
	case 12:
		return Join{o.ID, p.ID}
	case 13:
		return Unjoin{o.ID, p.ID}
	case 14:
		return Move{kind, id, rank}
	}
	return Remove{kind, id}
}

// TestAnyOps does ops of all kinds, checked and unchecked: none panics, none changes what it was given, refused ones say so
// in a sentence, and what was asked of the result holds.
func TestAnyOps(t *testing.T) {
	accepted := map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		careless := rapid.Bool().Draw(t, "also what is refused") // as a history whose rules have changed since
		s := AddGoal{"1", ids("a"), "x", ""}.Apply(State{}, entry(1, lead))
		for seq := uint64(2); seq < 40; seq++ {
			e := entry(seq, rapid.SampledFrom([]ledger.Role{lead, part, part, watch, guest}).Draw(t, "role"))
			op := draw{t, s}.op()
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
			s = next
			if !careless {
				sound(t, s)
			}
			read(t, s)
		}
	})
	if n := len(registry().Names()); len(accepted) < n-1 { // chance may leave one out
		t.Errorf("%d of %d ops were accepted: %v", len(accepted), n, accepted)
	}
}

// sound is what always holds where every op was checked.
func sound(t *rapid.T, s State) {
	check := func(r ledger.Referrer, rank string) {
		if rank == "" {
			t.Fatalf("%+v has no rank", r)
		}
		for _, ref := range r.Refs() {
			if ref.Table == GoalTable && !s.Goals.Has(ref.Key) || ref.Table == PracticeTable && !s.Practices.Has(ref.Key) {
				t.Fatalf("%+v refers to %v, and there is none", r, ref)
			}
		}
	}
	for r := range s.Goals.All() {
		check(r, r.Rank)
	}
	for r := range s.Practices.All() {
		check(r, r.Rank)
	}
	for r := range s.Opportunities.All() {
		check(r, r.Rank)
	}
	for r := range s.People.All() {
		check(r, r.Rank)
	}
	for r := range s.Steps.All() {
		check(r, r.Rank)
		if !r.State.Valid() || (r.State == Done) != r.DoneOn.Valid() || r.By != "" && !r.By.Valid() {
			t.Fatalf("%+v", r)
		}
	}
}

// read puts every question to a state.
func read(t *rapid.T, s State) {
	for _, v := range []View{Read(s, nil), Read(s, merged)} {
		all := v.Steps(today, Filter{})
		if all.Len() != s.Steps.Len() {
			t.Fatalf("%d of %d steps", all.Len(), s.Steps.Len())
		}
		open := 0
		for _, o := range v.Owners() {
			open += o.Open
		}
		if tally := v.Tally(today); tally.Open != open || tally.Open+tally.Done != s.Steps.Len() {
			t.Fatalf("%+v, and %d by owner", tally, open)
		}
		practices := 0
		for _, g := range v.Goals(true) {
			f, ok := v.Form(g.ID)
			if !ok {
				t.Fatalf("%+v has no form", g)
			}
			practices += len(f.School)
			for _, c := range f.Partners {
				practices += len(c.Practices)
			}
			v.GoalsOf("b", false)
		}
		for p := range s.Practices.All() {
			if !s.Goals.Has(p.Goal) {
				practices++ // of a careless history
			}
		}
		if practices != s.Practices.Len() {
			t.Fatalf("%d of %d practices are on a form", practices, s.Practices.Len())
		}
		v.Steps(today, Filter{Owner: "x", Partner: "b", Goal: "1"})
	}
}
