package app_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/activity/touchpoint"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/store/memlog"
	"convene/internal/workspace"
)

// planted is a word that stands in one text of one record and nowhere else.
type planted struct{ word, path, key string }

// marker writes secrets into every text of a workspace. It finds the texts by reflection: what is added to a record is marked
// from the first day, and whether a guest may see it has to be said in joint.
type marker struct {
	t   *testing.T
	all []planted
	key string
}

// kept are the texts that other records or the program refer to: IDs, ranks, days and rules. A string of a type of its own is
// one of a few values, and is none either.
func kept(path string) bool {
	switch path[strings.LastIndexByte(path, '.')+1:] {
	case "ID", "Key", "Goal", "Meeting", "Step", "Round", "Group", "Question", "Item", "Rank", "Joins", "Source", "Person", "Measure",
		"Activity", "Recurrence", "On", "WithdrawHash", "Prompt", "From", "Day", "Due", "Turn", "Last":
		return true
	}
	return false
}

func (m *marker) state(v reflect.Value, path string) {
	for i := range v.NumField() {
		f, name := v.Field(i), path+v.Type().Field(i).Name
		if f.Addr().MethodByName("Restore").IsValid() {
			m.table(f, name)
		} else {
			m.state(f, name+".")
		}
	}
}

// table marks the records of a ledger.Table.
func (m *marker) table(t reflect.Value, name string) {
	list := t.MethodByName("List").Call(nil)[0]
	if list.Len() == 0 {
		m.t.Errorf("%s is empty, so nothing in it is marked: put a record into worldOfSecrets", name)
	}
	for i := range list.Len() {
		r := list.Index(i)
		key := r.MethodByName("Key").Call(nil)[0]
		rev := t.MethodByName("Rev").Call([]reflect.Value{key})[0]
		m.key = key.String()
		m.value(r, name)
		t.Set(t.MethodByName("Put").Call([]reflect.Value{rev, r})[0])
	}
}

func (m *marker) value(v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() && !kept(path) {
			v.SetString(m.word(path))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			switch {
			case f.Anonymous:
				m.value(v.Field(i), path)
			case f.IsExported():
				m.value(v.Field(i), path+"."+f.Name)
			}
		}
	case reflect.Slice:
		if v.Type().Elem() == reflect.TypeFor[string]() && v.Len() == 0 && !kept(path) {
			v.Set(reflect.ValueOf([]string{""}))
		}
		v.Set(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), v))
		for i := range v.Len() {
			m.value(v.Index(i), path)
		}
	case reflect.Map:
		if v.Type().Elem() == reflect.TypeFor[string]() {
			word := reflect.MakeMap(v.Type())
			word.SetMapIndex(reflect.ValueOf("pack.name").Convert(v.Type().Key()), reflect.ValueOf(m.word(path)))
			v.Set(word)
		}
	default:
	}
}

func (m *marker) word(path string) string {
	s := planted{fmt.Sprintf("zq%04dx", len(m.all)), path, m.key}
	m.all = append(m.all, s)
	return s.word
}

// worldOfSecrets is the sample with every text marked, and with something in every table. own is the partner whose guest looks.
func worldOfSecrets(t *testing.T) (store *memlog.Log, own partner.ID, seen, unseen []planted) {
	t.Helper()
	store = memlog.New()
	if err := sample.Fill(t.Context(), store, time.Now()); err != nil {
		t.Fatal(err)
	}
	r, err := room.Open(t.Context(), store, room.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for p := range r.State().Partner.Partners.All() {
		if p.Name == "Sunrise Mentors" {
			own = p.ID
		}
	}
	more(t, r, own)
	w := r.State().Workspace
	more2(&w, own)
	m := &marker{t: t}
	m.state(reflect.ValueOf(&w).Elem(), "")
	for _, s := range m.all {
		if joint(w, own, s) {
			seen = append(seen, s)
		} else {
			unseen = append(unseen, s)
		}
	}
	seq := r.State().Seq
	if err := r.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(w)
	if err == nil {
		err = store.PutSnapshot(t.Context(), ledger.Snapshot{Seq: seq, Fold: workspace.Fold, Data: data})
	}
	if err != nil {
		t.Fatal(err)
	}
	return store, own, seen, unseen
}

// more holds a meeting with the partner, up to an open question with words of the team and of a guest.
func more(t *testing.T, r *room.Room, own partner.ID) {
	t.Helper()
	lead := ledger.Actor{Person: "x-lead", Name: "Lead", Role: ledger.Facilitator}
	guest := ledger.Actor{Person: "x-guest", Name: "Their director", Role: ledger.Guest, Partner: string(own)}
	do := func(by ledger.Actor, ops ...any) {
		for _, op := range ops {
			if _, err := r.Do(t.Context(), by, op); err != nil {
				t.Fatalf("%+v: %v", op, err)
			}
		}
	}
	steps := []meeting.Plan{{ID: "x1", Activity: "touchpoints", Title: "Joint", Minutes: 20, Partner: own, Note: "note"}, {ID: "x2", Activity: "cardsort", Title: "Alone", Minutes: 20}}
	q := touchpoint.Round{Partner: own, Question: "together.2", CheckIn: 1}
	do(lead, meeting.PlanMeeting{Meeting: "xm", Title: "With them", Partner: own, Steps: steps}, meeting.Start{Meeting: "xm"},
		meeting.Arrive{Present: "xp", Meeting: "xm", Name: "Somebody", Rank: "a"},
		meeting.Decide{Decision: "xd", Text: "Decided", Meeting: "xm", Partner: own}, meeting.Park{Topic: "xk", Text: "Parked", Meeting: "xm", Partner: own},
		touchpoint.Ask{Round: q}, touchpoint.Contribute{ID: "xc1", Round: q, Text: "Marked"}, touchpoint.Contribute{ID: "xc2", Round: q, Text: "Internal"},
		touchpoint.Contribute{ID: "xc3", Round: q, Text: "Internal, in a group"}, touchpoint.Contribute{ID: "xc4", Round: q, Text: "Internal, in a group"},
		touchpoint.Mark{ID: "xc1", Marked: true}, touchpoint.AddGroup{ID: "xg", Round: q, Title: "Internal group", Members: []string{"xc3", "xc4"}},
		touchpoint.WriteAnswer{Round: q, Patch: ledger.Diff(touchpoint.Answer{}, touchpoint.Answer{Known: "Known", Ask: "Asked"}), On: day.Of(time.Now())},
		plan.AddGoal{ID: "xgoal", Partners: []partner.ID{own}, Text: "Ours alone"}, plan.AddStep{ID: "xs", Goal: "xgoal", What: "Do it", Who: "Counselor"})
	do(guest, touchpoint.Contribute{ID: "xc5", Round: q, Text: "Said by a guest", SaidBy: "Their board"}, plan.AddStep{ID: "xs2", Goal: "xgoal", What: "Theirs"},
		plan.AddOpportunity{ID: "xo", Goal: "xgoal", Text: "Both do it"}, plan.AddPerson{ID: "xq", Goal: "xgoal", Side: plan.PartnerSide, Text: "Club director"})
}

// more2 puts a record into tables that nothing is in by then.
func more2(w *workspace.Workspace, own partner.ID) {
	w.Guide = w.Guide.Put(1, workspace.Guide{Hash: "h", Words: map[string]string{"a": "b"}})
	w.Partner.Receipts = w.Partner.Receipts.Put(1, partner.Receipt{Partner: own, On: "2026-09-01", By: "Lead"})
	w.Partner.Aparts = w.Partner.Aparts.Put(1, partner.NewApart(own, "other"))
	w.Touchpoint.Agings = w.Touchpoint.Agings.Put(1, touchpoint.Aging{Days: 200})
	w.Touchpoint.Counts = w.Touchpoint.Counts.Put(1, touchpoint.Count{Item: "xc2", Dots: 3})
	w.Meeting.Templates = w.Meeting.Templates.Put(1, meeting.Template{ID: "xt", Label: "Ours", Steps: []meeting.Plan{{Activity: "plan", Title: "x", Note: "y"}}})
}

// joint says that a text belongs to the steps that the guests' partner has together with the school: written from what
// product.md says of a guest, not from the code that it tests.
func joint(w workspace.Workspace, own partner.ID, s planted) bool {
	goal := func(id string) (with, alone bool) {
		g, _ := w.Plan.Goals.Get(id)
		return slices.Contains(g.Partners, own), len(g.Partners) == 1
	}
	switch table, field := s.path[:strings.LastIndexByte(s.path, '.')], s.path[strings.LastIndexByte(s.path, '.')+1:]; table {
	case "Team", "Partner.Vision": // what the team shares with every partner
		return true
	case "Partner.Partners":
		return field == "Name" && s.key == string(own)
	case "Touchpoint.Contributions":
		c, _ := w.Touchpoint.Contributions.Get(s.key)
		theirs := c.Role == ledger.Guest
		return c.Partner == own && (theirs || field == "Text" && c.Marked)
	case "Plan.Goals":
		with, _ := goal(s.key)
		return with
	case "Plan.Practices":
		x, _ := w.Plan.Practices.Get(s.key)
		with, alone := goal(x.Goal)
		return with && (x.Side == plan.School || x.Partner == own || x.Partner == "" && alone)
	case "Plan.Opportunities":
		x, _ := w.Plan.Opportunities.Get(s.key)
		with, alone := goal(x.Goal)
		return with && alone
	case "Plan.People":
		x, _ := w.Plan.People.Get(s.key)
		with, alone := goal(x.Goal)
		return with && (alone || x.Side == plan.School)
	case "Plan.Steps":
		x, _ := w.Plan.Steps.Get(s.key)
		with, alone := goal(x.Goal)
		return with && (x.Partner == own || alone)
	case "Meeting.Meetings":
		return field == "Title" && s.key == "xm"
	case "Meeting.Steps":
		return field == "Title" && s.key == "x1"
	}
	return false
}
