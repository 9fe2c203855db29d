package app_test

import (
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/hinshun/vt10x"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/sample"
	"convene/internal/sshd"
	"convene/internal/store/boltlog"
	"convene/ui/app/drive"
)

// audience is everybody who must not learn what somebody decides in private, each on a terminal of their own, over SSH, in a
// room whose clock stands still and whose history is on disk.
type audience struct {
	*venue
	lead  *drive.Terminal
	bolt  *boltlog.Log
	all   []*far
	voter *far // whose secrets they are
}

// secretive is the name of whoever has secrets.
const secretive = "zqVoter"

// newAudience lets everybody in who watches.
func newAudience(t *testing.T) *audience {
	t.Helper()
	bolt, err := boltlog.Create(filepath.Join(t.TempDir(), "team.convene"), boltlog.Meta{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bolt.Close() })
	if err := sample.Fill(t.Context(), bolt, drive.Noon()); err != nil {
		t.Fatal(err)
	}
	v := venueAt(t, bolt, false, drive.Noon)
	a := &audience{venue: v, bolt: bolt, lead: v.lead()}
	own := v.partner("Sunrise Mentors")
	words := v.invite(ledger.Participant, "")
	for _, x := range []struct {
		name, words string
		w, h        int
	}{
		{"Follower", words, 80, 24}, {"Looker", words, 100, 30}, {"Second lead", v.invite(ledger.Facilitator, ""), 120, 36},
		{"Who is here, to all", words, 80, 24}, {"Who is here, to a lead", v.invite(ledger.Facilitator, ""), 100, 30},
		{"Observer", v.invite(ledger.Observer, ""), 120, 36}, {"On the stage", v.invite(ledger.Observer, ""), 160, 45},
		{"Guest", v.invite(ledger.Guest, string(own)), 100, 30}, {secretive, words, 80, 24},
	} {
		f := v.connect(x.name, x.words, x.w, x.h)
		f.keys("\x1b[?2026;2$y") // this terminal shows a picture at once, and says so
		f.sees("Your name, or your role")
		f.keys(x.name + "\r")
		switch f.name {
		case "Guest":
			f.sees("Welcome")
		default:
			f.sees("with Coordinator")
		}
		a.all = append(a.all, f)
	}
	a.voter = a.all[len(a.all)-1]
	a.all = append(a.all[:len(a.all)-1], v.wall())
	a.named("On the stage").keys("\x1b[15~")
	for _, name := range []string{"Who is here, to all", "Who is here, to a lead"} {
		a.named(name).keys("\x1b[18~")
		a.named(name).sees("In the room")
	}
	return a
}

// partner is the ID of a partner.
func (v *venue) partner(name string) partner.ID {
	for p := range v.room.State().Partner.Partners.All() {
		if p.Name == name {
			return p.ID
		}
	}
	v.t.Fatal("there is no", name)
	return ""
}

func (a *audience) named(name string) *far {
	for _, f := range a.all {
		if f.name == name {
			return f
		}
	}
	a.t.Fatal("there is no", name)
	return nil
}

// wall is a second window of this machine that only shows the room.
func (v *venue) wall() *far {
	v.t.Helper()
	dir, err := os.MkdirTemp("", "wall") // short: a socket's path may have a hundred bytes
	if err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() { _ = os.RemoveAll(dir) })
	l, err := net.Listen("unix", filepath.Join(dir, "s"))
	if err != nil {
		v.t.Fatal(err)
	}
	go func() { _ = v.server.Serve(l) }()
	c, err := net.Dial("unix", l.Addr().String())
	if err != nil {
		v.t.Fatal(err)
	}
	in, keys := io.Pipe()
	shown, out := io.Pipe()
	f := &far{t: v.t, name: "The wall", in: keys, vt: vt10x.New(vt10x.WithSize(120, 36)), grown: make(chan struct{}, 1)}
	v.t.Cleanup(func() { _ = keys.Close(); _ = c.Close(); _ = out.Close() })
	go func() {
		_ = sshd.Attach(v.t.Context(), c, sshd.Window{Ask: "stage", Env: []string{"TERM=xterm-256color"}, In: in, Out: out, Size: func() sshd.Size { return sshd.Size{W: 120, H: 36} }})
	}()
	go f.read(shown)
	f.keys("\x1b[?2026;2$y")
	f.until("the wall is lit", func() bool { return strings.TrimSpace(f.screen()) != "" })
	return f
}

// The ends of a picture, and how one begins that takes nothing for granted.
const (
	pictureEnd   = "\x1b[?2026l"
	pictureAnew  = "\x1b[?25l\x1b[?2026h\x1b[m\x1b[2J"
	drawItAnew   = "\x0c"
	settledTwice = 2
)

// repaint asks for all of the screen once more. It returns what the terminal was sent before that since the last time, and
// all that is on it: text, colours, the cursor.
func (f *far) repaint() (before, picture string) {
	f.t.Helper()
	f.keys(drawItAnew)
	f.until(f.name+" is painted anew", func() bool {
		var ok bool
		_, rest, _ := strings.Cut(f.bytes()[f.read0:], pictureAnew)
		picture, _, ok = strings.Cut(rest, pictureEnd)
		return ok
	})
	b := f.bytes()[f.read0:]
	before, _, _ = strings.Cut(b, pictureAnew)
	f.read0 += len(before) + len(pictureAnew) + len(picture) + len(pictureEnd)
	return before, picture
}

// settle repaints everybody until nothing is on its way to anybody any more.
func (a *audience) settle() {
	a.t.Helper()
	a.lead.Model.View()
	for calm := 0; calm < settledTwice; {
		calm++
		for _, f := range a.all {
			if before, _ := f.repaint(); before != "" {
				calm = 0
			}
		}
	}
}

// pictures are what everybody sees, by name.
func (a *audience) pictures() map[string]string {
	a.t.Helper()
	a.settle()
	out := map[string]string{"Coordinator": a.lead.Screen()}
	for _, f := range a.all {
		_, out[f.name] = f.repaint()
	}
	return out
}

// nothing fails where anybody was sent anything at all since the last look, or sees something else than then.
func (a *audience) nothing(what string, was map[string]string) {
	a.t.Helper()
	for _, f := range a.all {
		switch before, now := f.repaint(); {
		case before != "":
			a.t.Errorf("%s: %s was sent %q", what, f.name, before)
		case now != was[f.name]:
			a.t.Errorf("%s: %s sees\n%s", what, f.name, f.screen())
		}
	}
	if a.lead.Model.View(); a.lead.Screen() != was["Coordinator"] {
		a.t.Errorf("%s: the lead sees\n%s", what, a.lead.Screen())
	}
}

// person is the ID of whoever has secrets.
func (a *audience) person() string {
	for _, p := range a.room.Here().People {
		if p.Actor.Name == secretive {
			return p.Actor.Person
		}
	}
	a.t.Fatal("the voter is not here")
	return ""
}

// kept is everything that is kept and told of the room but on terminals: the published state to its last field, the history,
// a copy of the file, and the server's log. The drawer is not among it.
func (a *audience) kept() map[string]string {
	a.t.Helper()
	out := map[string]string{"the server's log": a.log.String()}
	var all strings.Builder
	words(reflect.ValueOf(a.room.State()), &all, map[seen]bool{})
	out["the state"] = all.String()
	last, err := a.bolt.Last(a.t.Context())
	if err != nil {
		a.t.Fatal(err)
	}
	all.Reset()
	for seq := uint64(0); seq < last; {
		list, err := a.bolt.Next(a.t.Context(), seq)
		if err != nil {
			a.t.Fatal(err)
		}
		for _, e := range list {
			fmt.Fprintf(&all, "%d %s %+v %s %s\n", e.Seq, e.At.Format(time.RFC3339Nano), e.By, e.Op, e.Data)
			seq = e.Seq
		}
	}
	out["the history"] = all.String()
	to := filepath.Join(a.t.TempDir(), "copy.convene")
	if err := a.bolt.Backup(a.t.Context(), to); err != nil {
		a.t.Fatal(err)
	}
	b, err := os.ReadFile(to)
	if err != nil {
		a.t.Fatal(err)
	}
	out["a backup"] = string(b)
	return out
}

// toldNowhere fails where anything that is kept but in the drawer holds a secret.
func (a *audience) toldNowhere(secrets ...string) {
	a.t.Helper()
	for where, all := range a.kept() {
		for _, s := range secrets {
			if strings.Contains(all, s) {
				a.t.Errorf("%s tells of %s", where, s)
			}
		}
	}
}

// live is the workspace's file as it is.
func (a *audience) live() string {
	a.t.Helper()
	b, err := os.ReadFile(a.bolt.Path())
	if err != nil {
		a.t.Fatal(err)
	}
	return string(b)
}

// seen is a value that words has been at.
type seen struct {
	at uintptr
	of reflect.Type
}

// words writes every text that can be reached from a value, whatever hides it.
func words(v reflect.Value, to *strings.Builder, been map[seen]bool) {
	switch v.Kind() {
	case reflect.String:
		to.WriteString(v.String() + "\n")
	case reflect.Pointer:
		if at := (seen{v.Pointer(), v.Type()}); !v.IsNil() && !been[at] {
			been[at] = true
			words(v.Elem(), to, been)
		}
	case reflect.Interface:
		words(v.Elem(), to, been)
	case reflect.Struct:
		for i := range v.NumField() {
			words(v.Field(i), to, been)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			to.WriteString(string(v.Bytes()) + "\n")
			return
		}
		for i := range v.Len() {
			words(v.Index(i), to, been)
		}
	case reflect.Array:
		for i := range v.Len() {
			words(v.Index(i), to, been)
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			words(it.Key(), to, been)
			words(it.Value(), to, been)
		}
	default:
	}
}
