package app_test

import (
	"strings"
	"testing"

	"convene/internal/ledger"
)

// TestOnesOwnScreenIsOnesOwn: theme, signs, size, scrolling, what is chosen and what is typed change nobody else's terminal. Of
// all that another person learns that somebody writes, and no more.
func TestOnesOwnScreenIsOnesOwn(t *testing.T) {
	t.Parallel()
	a := newAudience(t)
	a.lead.Press("/")
	a.lead.Type("inventory")
	a.lead.Press("enter", "down")
	for _, f := range a.all {
		if f.name != "Guest" && f.name != "On the stage" && f.name != "The wall" {
			f.sees("24 partners")
		}
	}
	for _, f := range []*far{a.voter, a.named("Looker")} { // 80×24 and 100×30, both on their own
		f.keys("\r")
		f.sees("This screen is yours now")
	}
	was := a.pictures()
	f := a.voter
	size := func(w, h int) {
		if err := f.session.WindowChange(h, w); err != nil {
			t.Fatal(err)
		}
		f.vt.Resize(w, h)
	}
	for _, step := range []struct {
		what string
		do   func()
		sees string
	}{
		{"another theme", func() { f.keys("\x1bOR") }, "Theme:"},
		{"scrolling", func() { f.keys("\x1b[F") }, "more above"},
		{"choosing", func() { f.keys("\x1b[A\x1b[A") }, ""},
		{"the wheel", func() { f.keys("\x1b[<65;20;10M\x1b[<65;20;10M") }, ""},
		{"plain signs", func() { f.keys("\x1b[17~"); f.sees("Settings"); f.keys("\x1b[B\r"); f.sees("+- Settings"); f.keys(esc) }, "24 partners"},
		{"a larger window", func() { size(200, 50) }, "Communication plan"},
		{"a small window", func() { size(40, 12) }, ""},
		{"a draft", func() { size(80, 24); f.keys("a"); f.sees("list it, next"); f.keys("zqDraft") }, "zqDraft"},
		{"more of it", func() { f.keys(strings.Repeat("x", 20)) }, "zqDraftxxxx"},
	} {
		step.do()
		if step.sees != "" {
			f.sees(step.sees)
		}
		if step.what == "a draft" { // now they know that somebody writes
			for name, picture := range a.pictures() {
				if strings.Contains(picture, "zqDraft") {
					t.Errorf("%s sees the draft", name)
				}
				if role := a.roleOf(name); role != ledger.Guest && name != "On the stage" && name != "The wall" && !strings.Contains(picture, "writes") {
					t.Errorf("%s does not see that somebody writes", name)
				} else if same := picture == was[name]; role == ledger.Guest && !same {
					t.Errorf("a guest sees that somebody writes: %q", picture)
				}
			}
			was = a.pictures()
			continue
		}
		f.repaint() // what was typed before this is done with by then
		a.nothing(step.what, was)
	}
}

// roleOf is the role of somebody who is here; the wall has none.
func (a *audience) roleOf(name string) ledger.Role {
	for _, p := range a.room.Here().People {
		if p.Actor.Name == name {
			return p.Actor.Role
		}
	}
	return ""
}
