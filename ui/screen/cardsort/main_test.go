package cardsort_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/google/uuid"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/guide"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/app"
	"convene/ui/app/drive"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

func TestMain(m *testing.M) {
	time.Local = time.UTC // days on screens are local ones
	os.Exit(m.Run())
}

func lead() ledger.Actor {
	return ledger.Actor{Person: "you", Name: "Facilitator", Role: ledger.Facilitator}
}

func ben() ledger.Actor {
	return ledger.Actor{Person: "ben", Name: "Grade 4 teacher", Role: ledger.Participant}
}

func open(r *room.Room, who ledger.Actor, w, h int) *drive.Terminal {
	return drive.Open(r, who, drive.Noon, app.Options{W: w, H: h, Start: "cardsort"})
}

// many is a board of 300 partners, most of them placed.
func many(t testing.TB, size [2]int) *drive.Terminal {
	t.Helper()
	d := open(drive.Room(t, false), lead(), size[0], size[1])
	for i := range 300 {
		d.List(t, fmt.Sprintf("Partner number %d of the long list", i))
	}
	d.Press("n", "enter")
	round, _ := d.Env.State().CardSort.OpenRound()
	for i, p := range d.Env.State().Public().Active() {
		if i%4 > 0 {
			d.Do(t, sorting.Move{Round: round.ID, Partner: p.ID, To: sorting.Categories()[i%4-1]})
		}
	}
	return d
}

// columns are the names in each column of the newest round, then those in the pile, with the marks of cards.
func columns(d *drive.Terminal) string {
	p := d.Env.State().Public()
	r, ok := p.CardSort().OpenRound()
	if !ok {
		r, _ = p.CardSort().Latest()
	}
	s := p.Sorts().Sheet(r.ID)
	var ids []partner.ID
	for _, a := range p.Active() {
		ids = append(ids, a.ID)
	}
	var out []string
	cols := s.Columns(ids)
	for _, c := range append(sorting.Categories(), sorting.Pile) {
		var names []string
		for _, id := range cols[c] {
			n, _ := p.Partner(id)
			names = append(names, n.Name)
		}
		out = append(out, strings.Join(names, " "))
	}
	return strings.Join(out, " | ")
}

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
}

// wall draws what a terminal shows without anybody's own layer, as a stage would.
type wall struct {
	Model *app.Model
	env   *screen.Env
	view  screen.View
	w, h  int
}

// Show implements app.Showing.
func (p *wall) Show(l paint.Look[app.Key], _ paint.Modes, _ *app.Mine) {
	p.view = l.Key.View
}

func openWall(r *room.Room, who ledger.Actor, w, h int) *wall {
	env := &screen.Env{Session: r.Join(who), Guide: guide.Default(), Memo: &screen.Memo{}, Now: drive.Noon,
		NewID: func() string { return uuid.Must(uuid.NewV7()).String() }}
	p := &wall{env: env, w: w - 2, h: h - 4}
	p.Model = app.New(env, p, app.Options{W: w, H: h, Start: "cardsort"})
	return p
}

func (p *wall) scene() string {
	c := paint.NewCanvas(paint.NewPalette(), p.w, p.h, colorprofile.TrueColor)
	p.view.Draw(kit.On(c), screen.Shared{Public: p.env.State().Public(), Now: drive.Noon(), Theme: theme.New(theme.Dark, theme.Options{}),
		Guide: p.env.Guide, Memo: p.env.Memo})
	return c.Frame().Text()
}

// send gives the program a message and what follows from it.
func (p *wall) send(msg tea.Msg) {
	todo := []tea.Msg{msg}
	for len(todo) > 0 {
		msg, todo = todo[0], todo[1:]
		if msg == nil {
			continue
		}
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, cmd := range batch {
				if cmd != nil {
					todo = append(todo, cmd())
				}
			}
			continue
		}
		_, cmd := p.Model.Update(msg)
		p.Model.View()
		if cmd != nil {
			todo = append(todo, cmd())
		}
	}
}

func (p *wall) press(keys ...string) {
	for _, k := range keys {
		p.send(drive.Key(k))
	}
}
