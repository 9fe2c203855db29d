package app_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/sshd"
)

// TestIdle: who types nothing for two hours is warned and then let go of, however much is shown to them meanwhile; a key after
// the warning, and they stay.
func TestIdle(t *testing.T) {
	t.Parallel()
	var ahead atomic.Int64
	v := wired(t, wiring{sshd: sshd.Options{Keepalive: 500 * time.Millisecond, Now: func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }}})
	lead := v.lead()
	lead.Press(strings.Fields("m esc a enter esc S")...)
	words := v.invite(ledger.Participant, "")
	come := func(name string) *far {
		f := v.connect(name, words, 80, 24)
		f.sees("Your name")
		f.keys(name + "\r")
		f.sees("with Coordinator")
		return f
	}
	quiet, busy := come("Quiet"), come("Busy")
	const warning = "this window closes soon"
	pass := func(d time.Duration) { ahead.Add(int64(d)) }
	stays := func(f *far) {
		t.Helper()
		f.sees(warning)
		f.keys("\x1b[B")
		f.until("the warning is gone", func() bool { return !strings.Contains(f.screen(), warning) })
	}
	pass(110 * time.Minute)
	stays(quiet)
	stays(busy)
	pass(30 * time.Minute)
	for _, title := range []string{"Half an hour later", "And a little more"} {
		v.retitle(title)
		quiet.sees(title)
	}
	if strings.Contains(quiet.screen(), warning) {
		t.Error("who has typed half an hour ago is warned")
	}
	pass(80 * time.Minute)
	quiet.sees(warning)
	stays(busy)
	v.retitle("Something to look at")
	quiet.sees("Something to look at")
	pass(11 * time.Minute)
	quiet.until("the quiet one is gone", func() bool {
		quiet.mu.Lock()
		defer quiet.mu.Unlock()
		return quiet.ended && len(v.room.Here().People) == 2
	})
	v.retitle("Without the quiet one")
	busy.sees("Without the quiet one")
	if log := v.log.String(); strings.Count(log, "closed: nothing was typed") != 1 {
		t.Errorf("the log says\n%s", log)
	}
}
