package report

import (
	"slices"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/guide"
	"convene/internal/workspace"
)

// sitting is a workspace before a meeting, as the meeting left it, and as it is weeks later.
func sitting() (before, after, now workspace.Workspace, held meeting.Meeting) {
	at := time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC)
	w := workspace.Workspace{}
	w.Team = w.Team.Put(1, workspace.Team{Name: "Maple team"})
	contact := partner.Contact{Name: "Program director", Email: "desk@example.org"}
	w.Partner.Partners = w.Partner.Partners.PutAll(1, []partner.Partner{{Public: partner.Public{ID: "a", Name: "Library"}, PartnerContact: contact}, {Public: partner.Public{ID: "b", Name: "Rowing club"}}})
	w.CardSort.Rounds = w.CardSort.Rounds.Put(2, cardsort.Round{ID: "r1", Name: "Spring", Opening: 2, Settled: true})
	w.CardSort.Cards = w.CardSort.Cards.PutAll(2, []cardsort.Card{{Round: "r1", Partner: "a", Place: cardsort.Could}, {Round: "r1", Partner: "b", Place: cardsort.Could}})
	for _, st := range []plan.Step{{ID: "old", What: "Call the club", State: plan.Open, By: "2026-12-04"}, {ID: "did", What: "Print the list", State: plan.Doing}, {ID: "still", What: "Untouched", State: plan.Open}} {
		w.Plan.Steps = w.Plan.Steps.Put(3, st)
	}
	before = w

	held = meeting.Meeting{ID: "m", Title: "Joint planning", Partner: "a", Started: at, From: 5, Ended: at.Add(50 * time.Minute), To: 20, Next: "2027-01-12"}
	s := &w.Meeting
	s.Meetings = s.Meetings.Put(20, held)
	s.Steps = s.Steps.PutAll(20, []meeting.Step{
		{ID: "s1", Meeting: "m", Title: "Welcome", Minutes: 5, Rank: "a", Seen: true, Spent: 20 * time.Second},
		{ID: "s2", Meeting: "m", Title: "Last words", Minutes: 10, Rank: "b"}})
	s.Notes = s.Notes.Put(20, meeting.Note{Step: "s1", Text: "PRIVATE"})
	s.Present = s.Present.PutAll(20, []meeting.Present{{ID: "p1", Meeting: "m", Name: "School counselor", Rank: "a", Spoken: 7}, {ID: "p2", Meeting: "m", Name: "Grade 4 teacher, host", Rank: "b"}})
	s.Decisions = s.Decisions.PutAll(20, []meeting.Decision{
		{ID: "d1", Meeting: "m", Text: "Write to desk@example.org", Partner: "a", At: at}, {ID: "d2", Meeting: "m", Text: "Row in May", Partner: "b", At: at.Add(1)}, {ID: "d3", Text: "of another day", At: at}})
	s.Parked = s.Parked.Put(20, meeting.Parked{ID: "k", Meeting: "m", Text: "Snacks", At: at, Done: true})
	w.CardSort.Rounds = w.CardSort.Rounds.Put(6, cardsort.Round{ID: "r2", Name: "Autumn", Opening: 6})
	w.CardSort.Cards = w.CardSort.Cards.PutAll(7, []cardsort.Card{{Round: "r2", Partner: "a", Place: cardsort.Clear}, {Round: "r2", Partner: "b", Place: cardsort.Could}})
	w.Partner.Partners = w.Partner.Partners.Put(8, partner.Partner{Public: partner.Public{ID: "c", Name: "Orchestra"}})
	w.Plan.Goals = w.Plan.Goals.Put(9, plan.Goal{ID: "g", Partners: []partner.ID{"a"}, Text: "One adult for each child"})
	for _, st := range []plan.Step{{ID: "old", What: "Call the club", Who: "Teacher", State: plan.Open, By: "2026-12-11"}, {ID: "did", What: "Print the list", State: plan.Done},
		{ID: "new", What: "Book the room", State: plan.Open, Source: "m"}, {ID: "soon", Goal: "g", What: "Tell families", Who: "Liaison", By: "2026-11-27", State: plan.Open, Source: "m"}} {
		w.Plan.Steps = w.Plan.Steps.Put(10, st)
	}
	after = w
	w.Plan.Steps = w.Plan.Steps.Put(30, plan.Step{ID: "later", What: "Of another day", State: plan.Open})
	w.Partner.Partners = w.Partner.Partners.Put(31, partner.Partner{Public: partner.Public{ID: "z", Name: "Listed later"}})
	return before, after, w, held
}

func minutesOf(contacts bool) Minutes {
	before, after, now, held := sitting()
	r := New(Scope{Workspace: now, Guide: guide.Default(), Contacts: contacts, At: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC), Days: day.DayFirst})
	return r.Minutes(held, before, after)
}

func TestMinutes(t *testing.T) {
	m := minutesOf(false)
	d := m.Doc()
	find := func(title string) Block {
		i := slices.IndexFunc(d.Blocks, func(b Block) bool { _, text := Level(b); return text == title })
		if i < 0 {
			t.Fatalf("there is no part %q", title)
		}
		return d.Blocks[i+1]
	}
	if lead := d.Blocks[0].(Paragraph).Text; lead != "Maple team. Fri 20 Nov 2026, 15:00 to 15:50. With Library. We meet again on Tue 12 Jan 2027." {
		t.Errorf("it begins with %q", lead)
	}
	same := func(what string, got, want []string) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", what, got, want)
		}
	}
	same("decided", find("What we decided").(List).Items, []string{"Write to (contact left out)", "Row in May (Rowing club)"})
	var rows []string
	for _, row := range find("Who does what, by when").(Table).Rows {
		rows = append(rows, strings.Join(row, "|"))
	}
	same("steps", rows, []string{"Tell families|Liaison|Fri 27 Nov 2026|open|Library", "Call the club|Teacher|Fri 11 Dec 2026|open|", "Book the room|nobody yet|no day yet|open|"})
	same("parked", find("Parked for later").(List).Items, []string{"Snacks (taken up since)"})
	same("changed", find("What changed in our records").(List).Items, []string{"New in the inventory: Orchestra",
		"New shared goal: One adult for each child", "Print the list: doing → done", "Call the club: nobody yet → Teacher, Fri 4 Dec 2026 → Fri 11 Dec 2026", "2 new action steps"})
	same("sorted", find("Card sort: Autumn").(List).Items, []string{"Library: Could support SEL → Clearly supports SEL."})
	if got := m.JSON().Changes; len(got) != 6 || got[0] != "Library: Could support SEL → Clearly supports SEL" {
		t.Errorf("the changes for programs: %q", got)
	}
	if p := find("Who was there").(Paragraph).Text; p != "School counselor; Grade 4 teacher, host" {
		t.Errorf("there: %q", p)
	}
	rows = nil
	for _, row := range find("Agenda").(Table).Rows {
		rows = append(rows, strings.Join(row, "|"))
	}
	same("agenda", rows, []string{"Welcome|5 min|1 min", "Last words|10 min|not held", "Together|15 min|1 min"})
	c := m.Calendar()
	if len(c.Tasks) != 3 || len(c.Events) != 1 || c.Events[0].First != "2027-01-12" || c.Events[0].Title != "Maple team meets again" {
		t.Errorf("the calendar is %+v", c)
	}
	if n := m.Name(); n != "2026-11-20 Joint planning, minutes" {
		t.Errorf("the file is called %q", n)
	}
	if reach := minutesOf(true).JSON().Reach; len(reach) != 1 || reach[0].Email != "desk@example.org" || m.JSON().Reach != nil {
		t.Errorf("contacts: %+v", reach)
	}
}

// TestMinutesOfNothing: a meeting that left nothing behind says so, and a strange title makes a name that every system takes.
func TestMinutesOfNothing(t *testing.T) {
	at := time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC)
	m := New(Scope{Guide: guide.Default(), At: at}).Minutes(meeting.Meeting{ID: "m", Title: `a/b: "c"?.`, Started: at, Ended: at.Add(20 * time.Hour)}, workspace.Workspace{}, workspace.Workspace{})
	if n := m.Name(); n != "2026-11-20 a-b- -c--, minutes" {
		t.Errorf("the file is called %q", n)
	}
	var text strings.Builder
	for _, b := range m.Doc().Blocks {
		switch b := b.(type) {
		case Paragraph:
			text.WriteString(b.Text + "\n")
		case List:
			text.WriteString(strings.Join(b.Items, "\n"))
		}
	}
	for _, want := range []string{"from 15:00.", "Nothing was written down as a decision.", "No action step was captured.", "Nothing in the team's records changed.", "Nobody was noted."} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, text.String())
		}
	}
}

// TestChangedLines: a screen tells so many, the minutes tell all.
func TestChangedLines(t *testing.T) {
	c := Changed{Told: []string{"a", "b", "c"}, Counted: "1 more thing"}
	if got := c.Lines(2); !slices.Equal(got, []string{"a", "b", "and 1 more change", "1 more thing"}) || len(c.Lines(0)) != 4 || len(c.Told) != 3 {
		t.Errorf("%q", got)
	}
}
