package app_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
	"convene/ui/app/drive"
)

// newKey is somebody's own key.
func newKey(t *testing.T) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestBackInTheField: half a sentence survives a line that is cut. Whoever comes back, by their key or with the same line and
// name, is in the same field on a terminal of another size, the cursor behind the half sentence, and types on.
func TestBackInTheField(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		where string
		way   func(*far) // to the field
		said  func(*venue) bool
	}{
		{"a contribution", func(f *far) { f.toQuestion(); f.keys("\r"); f.sees("Said by") }, func(v *venue) bool {
			for c := range v.room.State().Touchpoint.Contributions.All() {
				if c.Text == whole {
					return true
				}
			}
			return false
		}},
		{"the team's answer", func(f *far) { f.toQuestion(); f.keys("w"); f.sees("keep both"); f.keys("\t") }, func(v *venue) bool {
			for a := range v.room.State().Touchpoint.Answers.All() {
				if a.Ask == whole {
					return true
				}
			}
			return false
		}},
		{"rapid entry", func(f *far) { f.keys("/inventory\r"); f.sees("24 partners"); f.keys("a"); f.sees("list it, next") }, func(v *venue) bool {
			return v.has(func(p partner.Partner) bool { return p.Name == whole })
		}},
		{"a record", func(f *far) {
			f.keys("/inventory\r")
			f.sees("24 partners")
			f.keys("e")
			f.sees("next gap")
			f.keys(strings.Repeat("\x1b[B", 10) + "\r")
			f.sees("keep it")
		}, func(v *venue) bool {
			return v.has(func(p partner.Partner) bool { return p.Notes == whole })
		}},
		{"a card's why", func(f *far) { f.keys("/card sort\r"); f.sees("placed"); f.keys("w"); f.sees("Why?") }, func(v *venue) bool {
			for c := range v.room.State().CardSort.Cards.All() {
				if strings.HasSuffix(c.Why, whole) {
					return true
				}
			}
			return false
		}},
		{"a decision", func(f *far) { f.keys("\x1bOQd"); f.sees("What was decided?") }, func(v *venue) bool {
			for d := range v.room.State().Meeting.Decisions.All() {
				if d.Text == whole {
					return true
				}
			}
			return false
		}},
	} {
		for _, key := range []string{"with a key", "with the same line"} {
			t.Run(c.where+" "+key, func(t *testing.T) {
				t.Parallel()
				v := newVenue(t, true)
				lead := v.lead()
				lead.Do(t, touchpoint.Ask{Round: v.together2()}, cardsort.Open{Round: "r", Name: "Winter"})
				var keys []gossh.Signer
				words := v.invite(ledger.Participant, "")
				if key == "with a key" {
					keys = []gossh.Signer{newKey(t)}
				}
				f := v.comeWith(lead, words, keys)
				f.keys("\r")
				f.sees("This screen is yours now")
				c.way(f)
				f.keys(half)
				f.sees(half)
				_ = f.conn.Close()
				f.until("the line is down", func() bool { return len(v.room.Here().People) == 1 })
				if keys != nil {
					words = v.invite(ledger.Participant, "") // another day, another line
				}
				again := v.connect("Coach", words, 110, 33, keys...)
				again.sees("Your name, or your role")
				if keys == nil {
					again.keys("Coach")
				}
				again.keys("\r")
				again.sees(half)
				again.sees("You were typing this")
				again.keys("ce\r")
				again.until("it is kept", func() bool { return c.said(v) })
			})
		}
	}
}

// What is typed, up to where the line drops, and all of it.
const (
	half  = "Half a senten"
	whole = "Half a sentence"
)

func (v *venue) has(is func(partner.Partner) bool) bool {
	for p := range v.room.State().Partner.Partners.All() {
		if is(p) {
			return true
		}
	}
	return false
}

// comeWith comes in as a coach past the door, with keys.
func (v *venue) comeWith(lead *drive.Terminal, words string, keys []gossh.Signer) *far {
	v.t.Helper()
	f := v.connect("Coach", words, 100, 30, keys...)
	f.sees("Your name, or your role")
	f.keys("Coach\r")
	f.sees("the facilitator sees")
	lead.Press("f7", "enter", "esc")
	lead.Model.View()
	f.sees("with Coordinator")
	return f
}
