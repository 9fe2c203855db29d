package app

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"rsc.io/qr"

	"convene/internal/ledger"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// Invitation is how people elsewhere come into the room.
type Invitation struct {
	Lines       []string // what they type: one for each address of this machine
	Link        string   // the same as an ssh:// link
	Fingerprint string   // of the host key
	Until       time.Time
}

// shareRoom shows how people elsewhere come in.
func (m *Model) shareRoom() tea.Cmd {
	if err := m.env.Session.Actor().MayLead("Sharing the room"); err != nil {
		return screen.Refused(err)
	}
	if m.invite == nil {
		return screen.Notice("The room is shared from the machine that holds it. Ask for a line there.")
	}
	s := &sharing{m: m, role: ledger.Participant}
	if err := s.make(); err != nil {
		return screen.Refused(err)
	}
	return screen.Open(s)
}

// sharing is the overlay that shows an invitation, large enough for a camera.
type sharing struct {
	Invitation
	m       *Model
	role    ledger.Role
	partner string // of guests: its ID
	from    string // its name
	code    *qr.Code
	posted  bool // the line is on the wall too
}

// Asked is what an invitation makes of those who come with it.
type Asked struct {
	Role    ledger.Role
	Partner string // of guests
	Anew    bool   // another line in place of the one that there is, which lets nobody in any more
}

// make makes the invitation, or shows again the one that there is.
func (s *sharing) make() error { return s.ask(false) }

func (s *sharing) ask(anew bool) error {
	i, err := s.m.invite(Asked{s.role, s.partner, anew})
	if err != nil {
		return err
	}
	s.Invitation, s.code, s.posted = i, nil, false // another line goes to the wall by a key of its own
	if s.m.opts.Profile > colorprofile.Ascii {
		s.code = draw(i.Link)
	}
	return nil
}

// other shows the line of another role.
func (s *sharing) other() tea.Cmd {
	roles := []ledger.Role{ledger.Participant, ledger.Observer, ledger.Facilitator}
	s.role, s.partner = roles[(slices.Index(roles, s.role)+1)%len(roles)], ""
	return screen.Refused(s.make())
}

// guests shows the line for guests from a partner, who see its joint steps and nothing else.
func (s *sharing) guests() tea.Cmd {
	all, _ := s.m.env.State().Public().Offered()
	var items []screen.Item
	for _, p := range all {
		items = append(items, screen.Item{Label: p.Name})
	}
	return screen.Open(screen.NewChoice("Guests from which partner?", items, 0, func(i int) tea.Cmd {
		if i >= len(all) {
			return nil
		}
		s.role, s.partner, s.from = ledger.Guest, string(all[i].ID), all[i].Name
		return screen.Refused(s.make())
	}))
}

func draw(link string) *qr.Code {
	c, err := qr.Encode(link, qr.L)
	if err != nil {
		return nil // too long for a code: the lines are there
	}
	return c
}

// Typing implements screen.Overlay.
func (s *sharing) Typing() bool { return false }

// Update implements screen.Overlay.
func (s *sharing) Update(tea.Msg) tea.Cmd { return nil }

// post puts the line up on the wall, or takes it down.
func (s *sharing) post() tea.Cmd {
	if s.posted = !s.posted; s.posted {
		return screen.Notice("The line is on the wall until you close this sheet, or press w again.")
	}
	return screen.Notice("The line is off the wall.")
}

// noPost says why the line cannot be put up on the wall.
func (s *sharing) noPost() string {
	in := s.m.env.Session
	switch {
	case s.posted:
		return ""
	case s.role == ledger.Facilitator:
		return "This line makes a facilitator of whoever types it: it stays off the wall. r shows the others."
	case in.Here().Windows == 0:
		return "No wall is open: write convene stage in a second window. Where the room sees this screen, it sees the line here."
	case !in.Leads():
		return "The wall shows what the lead shows, and you do not lead now. F7, then l, takes the lead."
	}
	return ""
}

// Keys implements screen.Overlay.
func (s *sharing) Keys() []kit.Key {
	wall := "show it on the wall"
	if s.posted {
		wall = "take it off the wall"
	}
	return []kit.Key{
		{Press: []string{"w"}, Show: "w", Help: wall, Foot: 2, Off: s.noPost(), Run: s.post},
		{Press: []string{"r"}, Show: "r", Help: "another role", Foot: 3, Run: s.other},
		{Press: []string{"g"}, Show: "g", Help: "guests from a partner", Foot: 4, Run: s.guests},
		{Press: []string{"x"}, Show: "x", Help: "end this line, make another", Foot: 5, Run: func() tea.Cmd { return screen.Refused(s.ask(true)) }},
		{Press: []string{"esc", "enter", "S"}, Show: "Esc", Help: "close; the room stays shared", Foot: 1, Run: func() tea.Cmd { return screen.Close(nil) }},
	}
}

// Layer implements screen.Overlay.
func (s *sharing) Layer(int, int) screen.Layer { return (*sharingLayer)(s) }

type sharingLayer sharing

// quiet is how many light modules stand around a code, so that cameras find it.
const quiet = 2

// Paint implements screen.Layer. A line to type is never broken in two: the code goes where that leaves room, or nowhere.
func (s *sharingLayer) Paint(a kit.Area, _ *paint.Personal, o screen.Own) {
	th := o.Theme
	a.Fill(th.Ground)
	title := "Others join with this line, as " + string(s.role) + "s"
	if s.role == ledger.Guest {
		title = "Guests from " + s.from + " join with this line"
	}
	y := a.Para(0, a.W(), title, th.Heading)
	for _, l := range s.Lines {
		a.PrintIn(0, y, a.W(), l, th.Accent)
		y++
	}
	_, rest := a.Rows(y)
	if s.code != nil {
		side := codeSide(s.code)
		if rows := (side + 1) / 2; rows <= rest.H() && side+24 <= a.W() {
			if rows < rest.H() {
				_, rest = rest.Rows(1)
			}
			drawCode(rest.Sub(0, 0, side, rows), s.code)
			rest = rest.Sub(side+2, 0, a.W()-side-2, rest.H())
		}
	}
	s.explain(rest.Sub(0, 1, min(60, rest.W()), rest.H()-1), o)
}

// explain says what happens to those who type the line.
func (s *sharingLayer) explain(a kit.Area, o screen.Own) {
	y := a.Para(0, a.W(), "They are asked for a name, and wait at the door until you let them in (F7).", o.Theme.Text) + 1
	y += a.Para(y, a.W(), "The first time, their ssh shows this fingerprint:", o.Theme.Muted)
	y += a.Para(y, a.W(), s.Fingerprint, o.Theme.Text) + 1
	a.Para(y, a.W(), "The line holds until the meeting ends, or "+s.Until.Format("15:04")+".", o.Theme.Muted)
}

// codeSide is how many modules a code is wide, with what is quiet around it.
func codeSide(c *qr.Code) int {
	if c == nil {
		return 0
	}
	return c.Size + 2*quiet
}

// drawCode draws two rows of modules to a row of cells. Light ones are drawn as blocks, light on dark, so that a code in a
// terminal without colours is one too.
func drawCode(a kit.Area, c *qr.Code) {
	dark := func(x, y int) bool { return c.Black(x-quiet, y-quiet) }
	for y := range a.H() {
		for x := range a.W() {
			top, low := dark(x, 2*y), dark(x, 2*y+1)
			sign, ink := "▀", theme.CodeInk(top, low)
			switch {
			case top && low:
				sign = " "
			case top:
				sign, ink = "▄", theme.CodeInk(low, top)
			case !low:
				sign = "█"
			}
			a.Sub(x, y, 1, 1).Print(0, 0, sign, ink)
		}
	}
}
