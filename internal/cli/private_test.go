package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
	"convene/internal/report"
	"convene/internal/workspace"
)

// TestTheLogKeepsSecrets holds that no private note is told, also when contacts are asked for, and that nothing about
// what is unsigned leads to anybody.
func TestTheLogKeepsSecrets(t *testing.T) {
	var before, after workspace.Workspace
	after.Meeting.Notes = after.Meeting.Notes.Put(2, meeting.Note{Step: "s", Text: "secret one"})
	after.Meeting.Templates = after.Meeting.Templates.Put(2, meeting.Template{ID: "t", Label: "Ours", Steps: []meeting.Plan{{Title: "x", Note: "secret two"}}})
	after.Touchpoint.Contributions = after.Touchpoint.Contributions.Put(2, touchpoint.Contribution{
		ID: "c", Round: touchpoint.Round{Partner: "a", Question: "practice.1", CheckIn: 1}, Text: "said", WithdrawHash: "secret three"})
	after.Guide = after.Guide.Put(2, workspace.Guide{Hash: "h", Words: map[string]string{"pack.name": "secret four"}})
	after.Partner.Partners = after.Partner.Partners.Put(1, partner.Partner{Public: partner.Public{ID: "a", Name: "Library"}})
	for _, op := range []string{"meeting.write_note", "undo", "touchpoint.contribute"} {
		for _, contacts := range []bool{false, true} {
			said := report.Log{Workspace: after, Contacts: contacts}.Say(ledger.Entry{Op: op, By: ledger.Actor{Role: ledger.Facilitator}}, workspace.Changes(before, after, 2))
			b, err := json.Marshal(said)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(b), "secret") {
				t.Errorf("%s: %s", op, b)
			}
			if said.By != "" || !strings.Contains(string(b), "said") {
				t.Errorf("%s: %s", op, b)
			}
		}
	}
	merged := after
	merged.Partner.Partners = merged.Partner.Partners.Put(3, partner.Partner{Public: partner.Public{ID: "a", Name: "Library", Notes: "Their other contact: a@example.org"}})
	said := report.Log{Workspace: merged}.Say(ledger.Entry{Op: "partner.merge"}, workspace.Changes(after, merged, 3))
	if b, _ := json.Marshal(said); strings.Contains(string(b), "example.org") {
		t.Errorf("a merge told %s", b)
	}
}

func TestWhatTheLogSays(t *testing.T) {
	var w workspace.Workspace
	w.Partner.Partners = w.Partner.Partners.Put(1, partner.Partner{Public: partner.Public{ID: "a", Name: "Library"}})
	after := w
	after.Touchpoint.Contributions = after.Touchpoint.Contributions.Put(2, touchpoint.Contribution{ID: "c", Round: touchpoint.Round{Partner: "a"}, Text: "said"})
	after.Meeting.Meetings = after.Meeting.Meetings.Put(3, meeting.Meeting{ID: "m", Title: "Winter"})
	after.Meeting.Steps = after.Meeting.Steps.Put(3, meeting.Step{ID: "s", Title: "Welcome"})
	after.Meeting.Notes = after.Meeting.Notes.Put(4, meeting.Note{Step: "s", Text: "x"})
	for _, tt := range []struct {
		op, want string
		seq      uint64
	}{
		{"touchpoint.contribute", "contributed to a question: Library", 2}, {"undo", "took back a change to Library", 2},
		{"meeting.plan", "planned a meeting: Winter", 3}, {"meeting.write_note", "wrote a private note", 4}, {"undo", "took back a change", 4},
	} {
		said := report.Log{Workspace: after}.Say(ledger.Entry{Seq: tt.seq, Op: tt.op}, workspace.Changes(w, after, tt.seq))
		if said.What != tt.want {
			t.Errorf("%s: %q, want %q", tt.op, said.What, tt.want)
		}
	}
}
