package app_test

import (
	"fmt"
	"strings"
	"testing"

	"convene/internal/ledger"
)

// twoTexts is something with two texts, which two people edit at once.
type twoTexts struct {
	name          string
	way           string                // to it, from anywhere
	there         string                // seen there
	first, second string                // keys that open its texts, from there
	read          func(*venue) []string // both texts, of the one that is edited
}

func pairs() []twoTexts {
	down := strings.Repeat("\x1b[B", 9)
	return []twoTexts{
		{"a record", "/inventory\re", "next gap", down + "\x1b[B\r", down + "\r", func(v *venue) []string {
			for p := range v.room.State().Partner.Partners.All() {
				if strings.Contains(p.Notes+p.Funding, "zq") {
					return []string{p.Notes, p.Funding}
				}
			}
			return []string{"", ""}
		}},
		{"an action step", "/action steps\r", "open, doing, done", "e", "o", func(v *venue) []string {
			for s := range v.room.State().Plan.Steps.All() {
				if strings.Contains(s.What+s.Who, "zq") {
					return []string{s.What, s.Who}
				}
			}
			return []string{"", ""}
		}},
	}
}

// TestTwoEditAtOnce: of two people at one record, each on a terminal of their own, what goes into different fields is merged;
// in the same field whoever is second is shown both texts, and nothing that they typed is lost, whatever they choose.
func TestTwoEditAtOnce(t *testing.T) {
	t.Parallel()
	for _, c := range pairs() {
		for take, choice := range []string{"both", "mine in its place", "go on typing"} {
			t.Run(c.name+", "+choice, func(t *testing.T) {
				t.Parallel()
				v := newVenue(t, false)
				v.lead()
				words := v.invite(ledger.Participant, "")
				var two [2]*far
				for i := range two {
					f := v.connect(fmt.Sprint("Teacher ", i+1), words, 100, 30)
					two[i] = f
					f.sees("Your name, or your role")
					f.keys(f.name + "\r")
					f.sees("with Coordinator")
					f.keys("\r")
					f.sees("This screen is yours now")
					f.keys(c.way)
					f.sees(c.there)
				}
				c.apart(t, v, two)
				c.meet(v, two, take)
			})
		}
	}
}

// apart has them write into different fields at once.
func (c twoTexts) apart(t *testing.T, v *venue, two [2]*far) {
	t.Helper()
	two[0].keys(c.first)
	two[1].keys(c.second)
	for i, f := range two {
		f.sees("keep it")
		f.keys(fmt.Sprint(" zq", i))
		f.sees(fmt.Sprint(" zq", i))
	}
	for _, f := range two {
		f.keys("\r")
		f.sees(c.there)
	}
	for i, text := range c.read(v) {
		if !strings.HasSuffix(text, fmt.Sprint("zq", i)) {
			t.Errorf("after both wrote, the text %d is %q", i, text)
		}
	}
}

// meet has them write into the same field at once; the second of them takes what the box offers in that place.
func (c twoTexts) meet(v *venue, two [2]*far, take int) {
	v.t.Helper()
	for i, f := range two {
		f.keys(strings.Repeat("\x1b[A", 25) + c.first)
		f.sees("keep it")
		f.keys(fmt.Sprint(" own", i))
		f.sees(fmt.Sprint(" own", i))
	}
	two[0].keys("\r")
	two[0].sees(c.there)
	f := two[1]
	f.keys("\r")
	f.sees("Somebody else wrote")
	f.sees("own0")
	f.sees("own1")
	if take == 2 {
		f.keys(esc)
		f.until("the box is closed", func() bool { return !strings.Contains(f.screen(), "Somebody else wrote") })
		f.sees("own1") // it stands in the field still
		f.keys("\r")   // and asks again
		f.sees("Somebody else wrote")
		take = 0
	}
	f.keys(strings.Repeat("\x1b[B", take) + "\r")
	want := "own1"
	if take == 0 {
		f.sees("Both texts stand here now")
		f.keys("\r")
		want = "own0"
	}
	f.sees(c.there)
	f.until("the words are kept", func() bool {
		text := c.read(v)[0]
		return strings.Contains(text, "own1") && strings.Contains(text, want)
	})
}
