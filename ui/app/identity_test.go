package app_test

import (
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"convene/internal/ledger"
	"convene/internal/text"
)

// offered asks the server whether it would take a key, hears yes, and never proves that it has it.
type offered struct{ gossh.Signer }

func (o offered) PublicKey() gossh.PublicKey { return &unproved{PublicKey: o.Signer.PublicKey()} }

// unproved is a key whose question is sent, and whose answer then seems to be about another one.
type unproved struct {
	gossh.PublicKey
	sent bool
}

func (u *unproved) Marshal() []byte {
	if u.sent {
		return nil
	}
	u.sent = true
	return u.PublicKey.Marshal()
}

// TestOnlyAKeySaysWho: whoever offers a known person's key without having it, or types their name, waits at the door under that
// name, as what their invite makes them, and is somebody else when they are let in: with no place, role or draft of theirs.
func TestOnlyAKeySaysWho(t *testing.T) {
	t.Parallel()
	v := newVenue(t, true)
	lead := v.lead()
	own := newKey(t)
	f := v.comeWith(lead, v.invite(ledger.Participant, ""), []gossh.Signer{own})
	var person string
	for _, p := range v.room.Here().People {
		if p.Actor.Name == "Coach" {
			person = p.Actor.Person
			if err := lead.Env.Session.SetRole(t.Context(), p.ID, ledger.Facilitator); err != nil {
				t.Fatal(err)
			}
		}
	}
	f.keys("\r")
	f.sees("This screen is yours now")
	f.keys("/inventory\r")
	f.sees("24 partners")
	f.keys("azqHalf")
	f.sees("zqHalf")
	_ = f.conn.Close()
	f.until("the line is down", func() bool { return len(v.room.Here().People) == 1 })
	words := f.conn.User() // the very same line
	for _, keys := range [][]gossh.Signer{nil, {offered{own}}, {newKey(t)}, {offered{own}, newKey(t)}} {
		e := v.connect("Stranger", words, 80, 24, keys...)
		e.sees("Your name, or your role")
		if strings.Contains(e.screen(), "Coach") {
			t.Errorf("the door knows a stranger with %T as the coach", keys)
		}
		e.keys("Coach\r")
		e.sees("the facilitator sees")
		lead.Press("f7", "enter", "esc")
		e.sees("Welcome")
		for _, p := range v.room.Here().People {
			if p.Actor.Name == "Coach" && (p.Actor.Person == person || p.Actor.Role != ledger.Participant || p.Screen != "") {
				t.Errorf("a stranger with %v is %+v", keys, p)
			}
		}
		e.keys("\r")
		e.sees("This screen is yours now")
		e.keys("/inventory\r")
		e.sees("24 partners")
		e.keys("a")
		e.sees("list it, next")
		if strings.Contains(e.bytes(), "zqHalf") {
			t.Error("a stranger is shown the coach's draft")
		}
		for _, p := range v.room.Here().People {
			if p.Actor.Name == "Coach" {
				if err := lead.Env.Session.TurnAway(t.Context(), p.ID); err != nil {
					t.Fatal(err)
				}
			}
		}
		e.until("they are gone", func() bool { return len(v.room.Here().People) == 1 })
	}
	again := v.connect("Coach", words, 80, 24, own)
	again.sees("Coach") // who is known is proposed
	again.keys("\r")
	again.sees("zqHalf")
}

// TestLookalikesOverSSH: the lead's screen tells apart who have names that are drawn alike: at the door, and in the room.
func TestLookalikesOverSSH(t *testing.T) {
	t.Parallel()
	v := newVenue(t, true)
	lead := v.lead()
	words := v.invite(ledger.Participant, "")
	shown := map[string]bool{}
	for i, name := range []string{"Teacher", "Τeacher", "teacher ", "Teaсher"} { // the second with a Greek, the last with a Cyrillic letter
		f := v.connect(name, words, 80, 24)
		f.sees("Your name, or your role")
		f.keys(name + "\r")
		f.sees("the facilitator sees")
		lead.Press("f7")
		s := lead.Screen()
		if i > 0 && !strings.Contains(s, "looks like ") || !strings.Contains(s, "without a key") || i == 1 && !strings.Contains(s, "Latin and Greek letters") || i == 3 && !strings.Contains(s, "Latin and Cyrillic letters") {
			t.Errorf("the door shows %q as\n%s", name, s)
		}
		lead.Press("enter", "esc")
		f.sees("Welcome")
	}
	lead.Press("f7")
	for _, p := range v.room.Here().People {
		if p.Actor.Role == ledger.Participant {
			shown[text.Look(p.Actor.Name)] = true
			lead.Shows(t, p.Actor.Name)
		}
	}
	if len(shown) != 4 {
		t.Errorf("some look the same: %v\n%s", shown, lead.Screen())
	}
	lead.Shows(t, "Latin and Greek letters", "Latin and Cyrillic letters")
}
