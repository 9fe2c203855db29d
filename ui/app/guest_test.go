package app_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// guestWorld is a room full of secrets, with other people in it who have secrets too.
type guestWorld struct {
	t            *testing.T
	room         *room.Room
	own          partner.ID
	seen, unseen []planted
}

// inHere are the secrets of the people who are in the room: names, drafts, what is sealed.
func inHere() []string {
	return []string{"zqLead", "zqTeacher", "zqOther", "zqWaits", "zqDraft", "zqBallot", "zqSealed"}
}

func newGuestWorld(t *testing.T) *guestWorld {
	t.Helper()
	store, own, seen, unseen := worldOfSecrets(t)
	r, err := room.Open(t.Context(), store, room.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close(t.Context()) })
	g := &guestWorld{t, r, own, seen, unseen}
	g.crowd()
	return g
}

// esc is a lone Esc that no key behind it makes another one of.
const esc = "\x1b[27u"

// TestGuestOverSSH: of all the bytes that a guest's terminal is sent, while others work, none tells what is not joint.
func TestGuestOverSSH(t *testing.T) {
	t.Parallel()
	store, own, seen, unseen := worldOfSecrets(t)
	v := venueOn(t, store, true)
	g := &guestWorld{t, v.room, own, seen, unseen}
	g.crowd()
	words := v.invite(ledger.Guest, string(own))
	f := v.connect("Guest", words, 120, 40)
	f.sees("Your name, or your role")
	f.keys("Club director\r")
	f.sees("the facilitator sees")
	lead := v.lead()
	for _, w := range v.room.Here().Waiting {
		if w.Name == "Club director" {
			if err := lead.Env.Session.Admit(t.Context(), w.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	f.sees("Everything")
	for _, k := range []string{"/", esc, "?", esc, "\x1b[18~", "\x1b[B", esc, ".", "u", "S", "\x07", "\x1b[17~", esc, "\x1b[20~", "m", "a", "s"} {
		f.keys(k)
		lead.Press("down", "/")
		lead.Type("card")
		lead.Press("enter")
		lead.Model.View()
	}
	f.keys("\x1b[15~")
	f.sees("This is the stage")
	g.nothing(f)
	f.keys("\x1b[15~")
	f.sees("The stage is off")
	f.keys("/touch\r")
	f.sees("Touchpoints")
	f.keys("\r")
	f.sees("for the meeting")
	f.keys(strings.Repeat("\x1b[B", 9) + "\r")
	f.sees("2 contributions")
	f.keys(esc)
	g.nothing(f)
	f.keys("p")
	f.sees("What we would like to talk over")
	f.keys(esc)
	f.keys("/share\r")
	f.sees("Shared plan")
	f.keys("\x1b[B\x1b[B\rx" + esc + "A")
	f.keys("/steps\r")
	f.sees("Action steps")
	f.keys("f" + esc + "p" + esc + "gv")
	g.nothing(f)
}

// nothing fails where what a terminal was sent so far tells a secret.
func (g *guestWorld) nothing(f *far) {
	g.t.Helper()
	g.look("what was sent", f.bytes())
}

// crowd lets people in whom a guest must not see, who raise hands, signal, write and decide in private.
func (g *guestWorld) crowd() {
	ctx := g.t.Context()
	lead := drive.Open(g.room, ledger.Actor{Person: "zqp1", Name: "zqLead", Role: ledger.Facilitator}, time.Now, app.Options{W: 100, H: 30})
	lead.Model.View()
	teacher := g.room.Join(ledger.Actor{Person: "zqp2", Name: "zqTeacher", Role: ledger.Participant})
	g.room.Join(ledger.Actor{Person: "zqp3", Name: "zqOther", Role: ledger.Guest, Partner: "somebody else"})
	waits := g.room.Knock(ctx, room.Newcomer{From: "zqAddr", Invite: "i", Role: ledger.Participant, Lobby: true})
	if err := waits.Enter("zqWaits"); err != nil {
		g.t.Fatal(err)
	}
	teacher.Raise(true)
	teacher.Signal(room.Question)
	for _, place := range []string{"touchpoint/say/" + string(g.own) + "/together.2/", "capture/decision", "plan/xgoal/step"} {
		if err := teacher.KeepDraft(ctx, place, "zqDraft"); err != nil {
			g.t.Fatal(err)
		}
	}
	if err := teacher.Seal(ctx, "cardsort.ballot.x", "zqp2", []byte("zqBallot")); err != nil {
		g.t.Fatal(err)
	}
}

// look fails where a text holds what a guest must not see.
func (g *guestWorld) look(where, text string) {
	g.t.Helper()
	for _, s := range g.unseen {
		if strings.Contains(text, s.word) {
			g.t.Errorf("%s shows a guest %s of %s", where, s.path, s.key)
		}
	}
	for _, s := range append(inHere(), "zqp", "zqAddr", "Clearly supports", "Could support", "No link", "example.org") {
		if strings.Contains(text, s) {
			g.t.Errorf("%s shows a guest %q", where, s)
		}
	}
}

func (g *guestWorld) actor() ledger.Actor {
	return ledger.Actor{Person: "guest", Name: "Club director", Role: ledger.Guest, Partner: string(g.own)}
}

// TestGuestState: of a workspace with a secret in every text, a guest's state holds exactly what is joint.
func TestGuestState(t *testing.T) {
	t.Parallel()
	g := newGuestWorld(t)
	if len(g.unseen) < 500 || len(g.seen) < 20 {
		t.Fatalf("%d secrets, %d joint texts", len(g.unseen), len(g.seen))
	}
	b, err := json.Marshal(g.room.Join(g.actor()).State().Workspace)
	if err != nil {
		t.Fatal(err)
	}
	g.look("the state", string(b))
	for _, s := range g.seen {
		if !strings.Contains(string(b), s.word) {
			t.Errorf("a guest does not see %s of %s, which is joint", s.path, s.key)
		}
	}
	here, err := json.Marshal(g.room.Join(g.actor()).Here())
	if err != nil {
		t.Fatal(err)
	}
	g.look("who is here", string(here))
	outside := g.room.Knock(t.Context(), room.Newcomer{Invite: "j", Role: ledger.Guest, Partner: string(g.own), Lobby: true})
	b, _ = json.Marshal(outside.State().Workspace)
	for _, s := range append(g.seen, g.unseen...) {
		if s.path != "Team.Name" && strings.Contains(string(b), s.word) {
			t.Errorf("somebody at the door is shown %s", s.path)
		}
	}
}

// seeds are where the walk begins: home, a joint question, the questions, the plan, a goal, the steps, and what to do there.
func seeds() []string {
	talk := "/ t o u c h enter enter " + strings.Repeat("down ", 9) + "enter"
	return []string{"", talk, "/ t o u c h enter enter", "/ s h a r e enter", "/ s h a r e enter enter", "/ s t e p s enter", "f5", talk + " p", talk + " enter"}
}

// walks bounds how many different screens TestGuestWalk goes on from.
const walks = 40

// TestGuestWalk presses every key that is shown on every screen and box that a guest comes to, from everywhere it leads to.
func TestGuestWalk(t *testing.T) {
	t.Parallel()
	g := newGuestWorld(t)
	type path []string
	var todo []path
	for _, seed := range seeds() {
		todo = append(todo, strings.Fields(seed))
	}
	been, shown := map[string]bool{}, strings.Builder{}
	for _, at := range todo {
		s := g.open(at).Screen()
		g.look(strings.Join(at, " "), s)
		shown.WriteString(s)
	}
	for n := 0; n < walks && len(todo) > 0; n++ {
		at := todo[0]
		todo = todo[1:]
		for _, k := range g.keysAt(at) {
			way := append(append(path{}, at...), k)
			d := g.open(way)
			s := d.Screen()
			if d.Left || been[s] {
				continue
			}
			been[s] = true
			g.look(strings.Join(way, " "), s)
			shown.WriteString(s)
			todo = append(todo, way)
		}
	}
	for _, s := range g.seen { // the vision is given to partners on paper, a meeting's title stands on no screen of guests
		aside := strings.HasPrefix(s.path, "Partner.Vision") || s.path == "Meeting.Meetings.Title" || s.path == "Touchpoint.Contributions.By"
		if !aside && !strings.Contains(shown.String(), s.word) {
			t.Errorf("no screen shows a guest %s of %s", s.path, s.key)
		}
	}
}

// open starts a guest's program and presses keys in it.
func (g *guestWorld) open(keys []string) *drive.Terminal {
	s := g.room.Join(g.actor())
	defer s.Leave()
	d := drive.On(s, time.Now, app.Options{W: 110, H: 32})
	d.Press(keys...)
	return d
}

// stay is a guest's program that goes on.
func (g *guestWorld) stay() *drive.Terminal {
	s := g.room.Join(g.actor())
	g.t.Cleanup(s.Leave)
	return drive.On(s, time.Now, app.Options{W: 110, H: 32})
}

// keysAt are the keys that mean something where these keys lead.
func (g *guestWorld) keysAt(way []string) []string {
	d := g.open(way)
	var out []string
	seen := map[string]bool{}
	always, everywhere := d.Model.Globals()
	for _, k := range append(append(d.Model.Now(), everywhere...), always...) {
		for _, p := range k.Press {
			if !seen[p] && p != "ctrl+c" && p != "q" {
				out = append(out, p)
			}
			seen[p] = true
		}
	}
	return out
}
