package app_test

import (
	"context"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/sshd"
	"convene/ui/app"
	"convene/ui/paint"
)

// clumsyW is the width of the one terminal whose program makes mistakes.
const clumsyW = 81

// trap panics once where it stands, with somebody's words.
type trap struct{ armed atomic.Pointer[string] }

const quoted = "zq what somebody wrote\nlevel=ERROR msg=forged"

func (x *trap) set(at string) { x.armed.Store(&at) }

func (x *trap) off() { x.armed.Store(nil) }

// step panics where the trap stands here, and somewhere below a function of that name.
func (x *trap) step() {
	at := x.armed.Load()
	if at == nil || !under(*at) || !x.armed.CompareAndSwap(at, nil) {
		return
	}
	panic(quoted)
}

// stay is step, until the trap is taken away.
func (x *trap) stay(at string) {
	if p := x.armed.Load(); p != nil && *p == at {
		panic(quoted)
	}
}

func under(name string) bool {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.Function, name) {
			return true
		}
		if !more {
			return false
		}
	}
}

// trapped is a store whose reading may be a mistake.
type trapped struct {
	ledger.Store
	x *trap
}

func (s trapped) Next(ctx context.Context, after uint64) ([]ledger.Entry, error) {
	s.x.step()
	return s.Store.Next(ctx, after)
}

// careless is a venue where one terminal's program meets what stands in x: its clock, its pictures, and the store.
func careless(t *testing.T, x *trap) *venue {
	return wired(t, wiring{mistakes: true,
		store: func(s ledger.Store) ledger.Store { return trapped{s, x} },
		draw: func(p app.Painting) app.Painting {
			return app.Painting{Scene: func(s *app.Published, l paint.Look[app.Key], c *paint.Canvas) {
				if l.W == clumsyW {
					x.stay("scene")
				}
				p.Scene(s, l, c)
			}, Personal: func(s *app.Published, l paint.Look[app.Key], m *app.Mine, own *paint.Personal) {
				if l.W == clumsyW {
					x.stay("personal")
				}
				p.Personal(s, l, m, own)
			}}
		},
		handle: func(_ *venue, usual *app.Host) func(context.Context, *sshd.Terminal) {
			bad := &app.Host{Room: usual.Room, Painter: usual.Painter, Guide: usual.Guide, Report: usual.Report,
				Now: func() time.Time { x.step(); return time.Now() }}
			return func(ctx context.Context, term *sshd.Terminal) {
				if term.Size().W == clumsyW {
					bad.Handle(ctx, term)
					return
				}
				usual.Handle(ctx, term)
			}
		}})
}

// TestMistakeOfOne: a mistake in one person's program ends that program or says that a picture is missing, and that nothing is
// lost; the others go on, the server lives, and its log quotes nobody.
func TestMistakeOfOne(t *testing.T) {
	t.Parallel()
	x := &trap{}
	v := careless(t, x)
	lead := v.lead()
	lead.Press(strings.Fields("m esc a enter esc S")...)
	words := v.invite(ledger.Participant, "")
	friend := v.connect("friend", words, 80, 24)
	friend.sees("Your name")
	friend.keys("Friend\r")
	friend.sees("with Coordinator")
	told := func(name string) {
		t.Helper()
		v.retitle(name)
		friend.sees(name)
	}
	for _, c := range []struct{ at, before, keys string }{
		{"app.(*Model).Update", "\x1bOQdHalf a sent", "ence"},
		{"app.(*Model).View", "", "?"},
		{"room.(*Room).History", "\x07/eastside", "\r"}, // which a command reads
	} {
		f := v.connect("clumsy", words, clumsyW, 24)
		f.sees("Your name")
		f.keys("Clumsy\r")
		f.sees("with Coordinator")
		f.keys(c.before)
		f.sees(c.before[strings.LastIndexAny(c.before, "d/")+1:])
		x.set(c.at)
		f.keys(c.keys)
		f.until(c.at+": the terminal ends", func() bool { f.mu.Lock(); defer f.mu.Unlock(); return f.ended })
		if s := f.bytes(); !strings.Contains(s, "a mistake of its own") || !strings.Contains(s, "Everything you did is kept") {
			t.Errorf("%s: it is not said that what they did is kept: %q", c.at, s[max(0, len(s)-300):])
		}
		friend.until("the person is gone", func() bool { return len(v.room.Here().People) == 2 })
		told("After " + c.at[strings.LastIndex(c.at, ".")+1:])
	}
	if kept, err := v.store.All(t.Context(), "draft"); err != nil || !strings.Contains(string(first(kept)), "Half a sent") {
		t.Errorf("what was half typed is not kept: %q %v", kept, err)
	}

	f := v.connect("clumsy", words, clumsyW, 24)
	f.sees("Your name")
	f.keys("Another\r")
	f.sees("with Coordinator")
	for _, at := range []string{"scene", "personal"} {
		x.set(at)
		told("Without a " + at)
		f.sees("could not be drawn. Nothing was lost")
		x.off()
		told("With a " + at)
		f.sees("With a " + at)
		f.until("the picture is whole", func() bool { return !strings.Contains(f.screen(), "could not be drawn") })
	}
	log := v.log.String()
	for line := range strings.Lines(log) {
		if !strings.HasPrefix(line, "time=") || strings.Contains(line, "zq") || strings.Contains(line, "forged") {
			t.Errorf("a log line is not ours: %q", line)
		}
	}
	if n := strings.Count(log, "A terminal's program ended by mistake"); n != 3 || strings.Count(log, "(*trap).step") < 3 || !strings.Contains(log, "not drawn") {
		t.Errorf("the log does not say what happened where, %d times:\n%s", n, log)
	}
}

func first(all map[string][]byte) []byte {
	for _, b := range all {
		return b
	}
	return nil
}
