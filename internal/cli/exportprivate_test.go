package cli

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/comms"
	"convene/internal/activity/improve"
	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	plans "convene/internal/activity/plan"
	"convene/internal/activity/touchpoint"
	"convene/internal/guide"
	"convene/internal/ledger"
	"convene/internal/report"
	"convene/internal/workspace"
)

// full is a workspace with something in every table. What nobody may read without asking is marked SECRET, what the team
// keeps for itself INTERNAL, what is another partner's OTHER.
func full(t *testing.T) workspace.Workspace {
	t.Helper()
	var w workspace.Workspace
	contact := func(s string) partner.Contact {
		return partner.Contact{Name: "SECRET-name-" + s, Role: "SECRET-role-" + s, Email: "SECRET-" + s + "@example.org", Phone: "SECRET-5550-" + s}
	}
	at := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	w.Team = w.Team.Put(1, workspace.Team{Name: "Maple team"})
	put := func(p partner.Partner) { w.Partner.Partners = w.Partner.Partners.Put(1, p) }
	a := partner.Partner{Public: partner.Public{ID: "a", Name: "Library", Mission: "INTERNAL mission"}, PartnerContact: contact("a1"), SchoolContact: contact("a2")}
	a.Notes = "INTERNAL own words\nWrite to secret-m1@EXAMPLE.org or SECRET-5550-a2\nTheir contact's email (as Libary): SECRET-old"
	b := partner.Partner{Public: partner.Public{ID: "b", Name: "OTHER partner"}, PartnerContact: contact("b1"), SchoolContact: contact("b2")}
	from := partner.Partner{Public: partner.Public{ID: "m", Name: "Libary", Notes: "INTERNAL merged words"}, PartnerContact: contact("m1"), SchoolContact: contact("m2")}
	put(a)
	put(b)
	put(from)
	e := ledger.Entry{Seq: 2, At: at, By: ledger.Actor{Person: "p", Name: "INTERNAL person", Role: ledger.Facilitator}}
	merge := workspace.Merge{From: "m", Into: "a", Patch: partner.Takeover(from, a)}
	if err := merge.Check(w, e); err != nil {
		t.Fatal(err)
	}
	w = merge.Apply(w, e)
	w.Partner.Vision = w.Partner.Vision.Put(3, partner.Vision{Vision: "INTERNAL vision"})
	w.Partner.Receipts = w.Partner.Receipts.Put(3, partner.Receipt{Partner: "a", On: "2026-09-01", By: "INTERNAL giver"})
	w.CardSort.Rounds = w.CardSort.Rounds.Put(3, cardsort.Round{ID: "r", Name: "INTERNAL round", Settled: true, SettledAt: at, SettledBy: "INTERNAL settler"})
	w.CardSort.Cards = w.CardSort.Cards.Put(3, cardsort.Card{Round: "r", Partner: "a", Place: cardsort.Clear, Why: "INTERNAL why"})
	talk(&w, at)
	w.Plan.Goals = w.Plan.Goals.Put(5, plans.Goal{ID: "g", Partners: []partner.ID{"a", "b"}, Text: "INTERNAL goal"})
	w.Plan.Steps = w.Plan.Steps.Put(5, plans.Step{ID: "s", Goal: "g", What: "INTERNAL step", Who: "INTERNAL owner", By: "2026-12-01", State: plans.Open})
	w.Comms.Messages = w.Comms.Messages.Put(5, comms.Message{ID: "c", What: "INTERNAL message", Audience: "families", Recurrence: "FREQ=WEEKLY;BYDAY=TU",
		State: comms.Happens, Partners: []partner.ID{"a"}})
	w.Comms.Holidays = w.Comms.Holidays.Put(5, comms.Holiday{Day: "2026-11-24", Name: "INTERNAL holiday"})
	ten := 3
	w.Improve.Measures = w.Improve.Measures.Put(5, improve.Measure{ID: "i", What: "INTERNAL measure", Partners: []partner.ID{"a"}})
	w.Improve.Observations = w.Improve.Observations.Put(5, improve.Observation{ID: "o", Measure: "i", On: "2026-10-01", Value: 4, Count: &ten, Note: "INTERNAL value"})
	meet(&w, at)
	w.Meeting.Notes = w.Meeting.Notes.Put(5, meeting.Note{Step: "s", Text: "SECRET private note"})
	w.Meeting.Templates = w.Meeting.Templates.Put(5, meeting.Template{ID: "t", Label: "INTERNAL template", Steps: []meeting.Plan{{Title: "x", Note: "SECRET template note"}}})
	return w
}

// meet has a meeting held: with a private note on its step, and words that hold an address.
func meet(w *workspace.Workspace, at time.Time) {
	s := &w.Meeting
	s.Meetings = s.Meetings.Put(5, meeting.Meeting{ID: "m", Title: "INTERNAL meeting", Partner: "a", Started: at, From: 1, Ended: at.Add(time.Hour), To: 5, Next: "2026-12-01"})
	s.Steps = s.Steps.Put(5, meeting.Step{ID: "s", Meeting: "m", Activity: "plan", Title: "INTERNAL agenda", Minutes: 5, Rank: "a", Seen: true})
	s.Present = s.Present.Put(5, meeting.Present{ID: "p", Meeting: "m", Name: "INTERNAL present", Person: "SECRET-person-id", Rank: "a", Spoken: 7})
	s.Decisions = s.Decisions.Put(5, meeting.Decision{ID: "d", Meeting: "m", Text: "INTERNAL decision: write to secret-m1@EXAMPLE.org", At: at, By: "SECRET-scribe"})
	s.Parked = s.Parked.Put(5, meeting.Parked{ID: "k", Meeting: "m", Text: "INTERNAL parked, SECRET-5550-a2", At: at, By: "SECRET-scribe"})
	w.Plan.Steps = w.Plan.Steps.Put(5, plans.Step{ID: "cap", What: "INTERNAL call", State: plans.Open, Source: "m"})
}

// talk puts one question to each partner: asked, signed, unsigned, marked, weighed, answered.
func talk(w *workspace.Workspace, at time.Time) {
	s := &w.Touchpoint
	for _, p := range []partner.ID{"a", "b"} {
		other := ""
		if p == "b" {
			other = "OTHER "
		}
		r := touchpoint.Round{Partner: p, Question: "practice.1", CheckIn: 1}
		s.Askings = s.Askings.Put(4, touchpoint.Asking{Round: r, Opening: 4, Opened: at, OpenedBy: "INTERNAL opener", Open: true, Unsigned: true, Voting: touchpoint.VoteOpen, Dots: 3})
		s.Contributions = s.Contributions.PutAll(4, []touchpoint.Contribution{
			{ID: string(p) + "1", Round: r, Text: other + "marked words", By: "INTERNAL author", Person: "SECRET-person-id", Role: ledger.Facilitator, Marked: true, Entry: 4, At: at},
			{ID: string(p) + "2", Round: r, Text: other + "marked without a name", WithdrawHash: "SECRET-hash", Marked: true, Entry: 5, At: at},
			{ID: string(p) + "3", Round: r, Text: other + "INTERNAL unmarked", By: "INTERNAL author", Entry: 6, At: at},
		})
		s.Answers = s.Answers.Put(7, touchpoint.Answer{Round: r, Known: "INTERNAL known", Ask: other + "shall we ask", On: "2026-09-01", By: "INTERNAL answerer"})
		s.Choices = s.Choices.Put(7, touchpoint.Choice{Partner: p, Question: "vision.1", Chosen: true, Entry: 7})
	}
}

// TestExportsKeepSecrets writes every export in every format, of everybody and of one partner: no mark of a secret is in
// any of them. Ballots, dots and drafts are in the drawer, which no export is given: the type of its scope has none. The page to a partner has nothing internal and nothing of another partner.
func TestExportsKeepSecrets(t *testing.T) {
	w := full(t)
	internal := regexp.MustCompile("INTERNAL|OTHER|SECRET")
	for _, x := range exports() {
		for _, only := range []partner.ID{"", "a"} {
			if only == "" && x.partner == must || only != "" && x.partner == never {
				continue
			}
			for _, format := range x.formats {
				e := export{format: format, round: "last", meeting: "last"}
				b, err := exportOf(t, x, &e, w, only)
				if err != nil {
					t.Fatalf("%s as %s: %v", x.name, format, err)
				}
				if s := read(t, format, b); strings.Contains(strings.ToLower(s), "secret") {
					t.Errorf("%s as %s tells a secret:\n%s", x.name, format, s)
				} else if x.name == "agenda" && (internal.MatchString(s) || !strings.Contains(s, "marked words") || !strings.Contains(s, "shall we ask")) {
					t.Errorf("the agenda as %s:\n%s", format, s)
				}
			}
		}
	}
}

// TestContactsWhereAskedFor: the exports that take --with-contacts hold them then, and no private note.
func TestContactsWhereAskedFor(t *testing.T) {
	w := full(t)
	for _, x := range exports() {
		if !x.contacts {
			continue
		}
		for _, format := range x.formats {
			b, err := exportOf(t, x, &export{format: format, contacts: true, meeting: "last"}, w, "a")
			if err != nil {
				t.Fatal(err)
			}
			if s := read(t, format, b); x.name == "minutes" && format == "ics" {
				continue // days and tasks: there is no contact in them
			} else if !strings.Contains(s, "SECRET-name-a1") && format != "html" && format != "md" || strings.Contains(s, "note") && strings.Contains(s, "SECRET private note") {
				t.Errorf("%s as %s:\n%s", x.name, format, s)
			}
		}
	}
}

func exportOf(t *testing.T, x exported, e *export, w workspace.Workspace, only partner.ID) ([]byte, error) {
	t.Helper()
	now := time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC)
	e.version = func(seq uint64) (workspace.Workspace, error) { // the meeting changed everything
		if seq == 0 {
			return workspace.Workspace{}, nil
		}
		return w, nil
	}
	m, err := x.make(e, report.New(report.Scope{Workspace: w, Guide: guide.Default(), Only: only, Contacts: e.contacts, At: now}))
	if err != nil {
		return nil, err
	}
	return e.write(m, now)
}

// read is the text of an export: of a package, all of its parts.
func read(t *testing.T, format string, b []byte) string {
	t.Helper()
	if format != "docx" {
		return string(b)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&out, r); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}
