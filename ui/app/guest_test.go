package app_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/store/memlog"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// TestGuestSeesOnlyJointSteps walks every screen as a guest from one partner, and looks at all that a guest's terminal is
// drawn from: no other partner, no category, no why, no contact, no note.
func TestGuestSeesOnlyJointSteps(t *testing.T) {
	t.Parallel()
	store := memlog.New()
	if err := sample.Fill(t.Context(), store, time.Now()); err != nil {
		t.Fatal(err)
	}
	r, err := room.Open(t.Context(), store, room.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close(t.Context()) })
	all := r.State()
	var secrets []string
	own := ""
	for p := range all.Partner.Partners.All() {
		if p.Name == "Sunrise Mentors" {
			own = string(p.ID)
		} else {
			secrets = append(secrets, p.Name, string(p.ID))
		}
		contact := p.PartnerContact.Name
		if string(p.ID) == own {
			contact = "" // a role that the joint plan names too
		}
		for _, c := range []string{contact, p.PartnerContact.Email, p.SchoolContact.Email, p.Notes} {
			if c != "" {
				secrets = append(secrets, c)
			}
		}
	}
	if own == "" || len(secrets) < 40 {
		t.Fatalf("the sample has %d secrets", len(secrets))
	}
	secrets = append(secrets, "Clearly supports", "Could support", "No link", "example.org")
	guest := drive.Open(r, ledger.Actor{Person: "g", Name: "Club director", Role: ledger.Guest, Partner: own}, time.Now, app.Options{W: 120, H: 40})
	b, err := json.Marshal(guest.Env.State().Workspace)
	if err != nil {
		t.Fatal(err)
	}
	look := func(where, text string) {
		t.Helper()
		for _, s := range secrets {
			if strings.Contains(text, s) {
				t.Errorf("%s shows a guest %q", where, s)
			}
		}
	}
	look("the state", string(b))
	for _, to := range []string{"home", "meeting", "inventory", "cardsort", "touchpoints", "plan", "steps", "communication", "improvement", "partner-page"} {
		guest.Press("esc", "esc", "/")
		guest.Type(to)
		look("jump", guest.Screen())
		guest.Press("enter")
		for _, k := range []string{"down", "enter", "tab", "down", "enter", "f7", "esc", "?", "esc", "a", "esc", "P", "esc", "]", "m", "esc"} {
			guest.Press(k)
			look(to+" "+k, guest.Screen())
		}
	}
	if !strings.Contains(string(b), "Sunrise Mentors") {
		t.Error("a guest does not see its own partner")
	}
}
