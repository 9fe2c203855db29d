package report_test

import (
	"bytes"
	"os"
	"testing"
	"time"

	"convene/internal/activity/comms"
	"convene/internal/activity/improve"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/convert/markdown"
	"convene/internal/guide"
	"convene/internal/report"
	"convene/internal/workspace"
)

// planned is a workspace with a communication plan and an improvement plan.
func planned() workspace.Workspace {
	var w workspace.Workspace
	w.Team = w.Team.Put(1, workspace.Team{Name: "Maple team"})
	w.Partner.Partners = w.Partner.Partners.Put(1, partner.Partner{Public: partner.Public{ID: "a", Name: "Library"}})
	w.Plan.Goals = w.Plan.Goals.Put(1, plan.Goal{ID: "g", Partners: []partner.ID{"a"}, Text: "Name a feeling before acting on it"})
	w.Comms.Answers = w.Comms.Answers.PutAll(1, []comms.Answer{{Prompt: "now", Text: "Mostly by chance, at the gate."}, {Prompt: "who", Text: "Families first."}})
	w.Comms.Structures = w.Comms.Structures.Put(1, comms.Structure{ID: "s", Name: "Monday huddle", What: "Ten minutes before the bell", Partners: []partner.ID{"a"}})
	w.Comms.Messages = w.Comms.Messages.PutAll(1, []comms.Message{
		{ID: "m1", Audience: "Families, Library staff", What: "The word of the week", Goal: "g", Recurrence: "2026-12-01 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", Channel: "Text message",
			Sender: "SEL coordinator", Direction: comms.ToFamilies, Partners: []partner.ID{"a"}, State: comms.Happens, Rank: "1"},
		{ID: "m2", Audience: "Families", What: "Which evening is open to all", Why: "They asked for it", State: comms.Missing, Rank: "2"},
		{ID: "m3", Audience: "Teachers", What: "The long newsletter", Recurrence: "FREQ=MONTHLY;BYMONTHDAY=15", Sender: "Office", State: comms.Stop, Rank: "3"},
	})
	w.Comms.Holidays = w.Comms.Holidays.PutAll(1, []comms.Holiday{{Day: "2026-12-29", Name: "Winter break"}})
	target, people := 80.0, 7
	w.Improve.Answers = w.Improve.Answers.Put(1, improve.Answer{Prompt: "measure", Text: "Fewer quarrels at recess."})
	w.Improve.Measures = w.Improve.Measures.PutAll(1, []improve.Measure{
		{ID: "i1", What: "Students who can name a feeling", Goal: "g", Partners: []partner.ID{"a"}, Source: improve.School, Collecting: improve.Already, CollectEvery: improve.EachTerm,
			Importance: 3, Sharing: improve.Agreement, SharingNote: "With the county's form", Owner: "School counselor", Unit: "%", Target: &target, TargetBy: "2027-06-11", Direction: improve.Up, Rank: "1"},
		{ID: "i2", What: "Quarrels at recess", Rank: "2"},
	})
	w.Improve.Observations = w.Improve.Observations.PutAll(1, []improve.Observation{
		{ID: "o1", Measure: "i1", On: "2026-09-15", Value: 52}, {ID: "o2", Measure: "i1", On: "2026-11-10", Value: 61, Count: &people, Note: "Grade 4 only"},
	})
	w.Improve.Reflections = w.Improve.Reflections.Put(1, improve.Reflection{ID: "r", Measure: "i1", On: "2026-11-12", Saw: "More words", Think: "Story hours help", Change: "One more a month"})
	w.Improve.Reviews = w.Improve.Reviews.Put(1, improve.Review{Every: improve.Quarterly, Format: "Joint hour", Voices: "A round first", Next: "2027-01-19"})
	return w
}

// TestPlans compares both plans with what was read and found good: CONVENE_UPDATE=1 writes it.
func TestPlans(t *testing.T) {
	r := report.New(report.Scope{Workspace: planned(), Guide: guide.Default(), At: time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC)})
	for name, doc := range map[string]report.Doc{"communication": r.Communication(), "improvement": r.Improvement()} {
		var b bytes.Buffer
		if err := markdown.Write(&b, doc); err != nil {
			t.Fatal(err)
		}
		path := "testdata/" + name + ".md"
		if os.Getenv("CONVENE_UPDATE") != "" {
			if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(path); err != nil || !bytes.Equal(b.Bytes(), want) {
			t.Errorf("%s (%v):\n%s", name, err, b.String())
		}
	}
}

// TestCalendar: what happens and what is missing and dated are events, with the days off left out.
func TestCalendar(t *testing.T) {
	r := report.New(report.Scope{Workspace: planned(), Guide: guide.Default(), At: time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC)})
	c := r.CommunicationCalendar()
	if len(c.Events) != 1 {
		t.Fatalf("%+v", c.Events)
	}
	e := c.Events[0]
	if e.ID != "m1" || e.First != "2026-12-01" || e.Rule != "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU" || len(e.Except) != 1 || e.Except[0] != "2026-12-29" {
		t.Errorf("%+v", e)
	}
}
