//go:build unix

package cli

import (
	"syscall"
	"testing"
)

// TestLocalStopped: the program at this machine, asked to end with half a sentence in a field, keeps it, gives the
// terminal back, and sends home who is in its room through the socket.
func TestLocalStopped(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]syscall.Signal{"TERM": syscall.SIGTERM, "HUP": syscall.SIGHUP, "INT": syscall.SIGINT} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := manyStarts(t)
			before := p.log()
			w := p.window(p.file)
			w.sees("Everything")
			second := p.attach("join")
			second.sees("Everything")
			w.decides("Ask the libr")
			w.signal(s)
			second.told(closed)
			second.givenBack()
			w.ends(0)
			w.released()
			if said := w.err.String(); said != "" {
				t.Errorf("it said %q", said)
			}
			if now := p.log(); now != before {
				t.Errorf("the history was\n%s\nand is\n%s", before, now)
			}
			p.window(p.file).findsDraft("Ask the libr")
		})
	}
}

// TestWindowStopped: a second window that is asked to end gives its terminal back, though the room it shows goes on.
func TestWindowStopped(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	p.serve()
	w := p.window(p.file)
	w.sees("Everything")
	w.decides("Ask the libr")
	w.signal(syscall.SIGTERM)
	w.ends(0)
	w.released()
	p.window(p.file).findsDraft("Ask the libr")
}
