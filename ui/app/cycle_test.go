package app_test

import (
	"fmt"
	"net"
	"runtime"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/sshd"
)

// TestComeAndGo: people who come into the room, look around and are cut off, again and again, leave nothing behind.
func TestComeAndGo(t *testing.T) {
	v := newVenue(t, false)
	_ = v.lead()
	words := v.invite(ledger.Participant, "")
	cycle := func(i int) {
		c, err := net.Dial("tcp", v.addr)
		if err != nil {
			t.Fatal(err)
		}
		f := v.terminal(c, "Visitor", words, 80, 24)
		f.sees("Your name")
		f.keys(fmt.Sprintf("Visitor %d\r", i%50))
		f.sees("with Coordinator")
		f.keys("?h\x1b") // it is typing as the line drops
		_ = f.conn.Close()
	}
	alone := func() {
		t.Helper()
		late := time.After(20 * time.Second)
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for len(v.room.Here().People) > 1 || v.server.Count() > 0 {
			select {
			case <-tick.C:
			case <-late:
				t.Fatalf("%d people, %d connections are left", len(v.room.Here().People), v.server.Count())
			}
		}
	}
	for i := range 10 {
		cycle(i)
	}
	alone()
	base, kept := runtime.NumGoroutine(), heap()
	for i := range many(40, 10000) {
		cycle(i)
	}
	alone()
	late := time.After(20 * time.Second)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for runtime.NumGoroutine() > base+2 {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("%d goroutines before, %d after", base, runtime.NumGoroutine())
		}
	}
	if grown := heap() - kept; grown > 20<<20 {
		t.Errorf("%d MiB more are kept", grown>>20)
	}
	if many(0, 1) == 0 {
		return
	}
	idle := 3 * time.Second
	before, ok := cpu()
	<-time.After(idle)
	after, _ := cpu()
	t.Logf("%v of CPU in %v in which nobody is here", after-before, idle)
	if ok && after-before > idle/5 {
		t.Error("something runs on")
	}
}

// TestCrowdAtTheWire: a person comes in and is at work soon, while many connections hold the line without a word.
func TestCrowdAtTheWire(t *testing.T) {
	v := wired(t, wiring{sshd: sshd.Options{Handshake: time.Minute}})
	_ = v.lead()
	words := v.invite(ledger.Participant, "")
	var all []net.Conn
	for range many(100, 1000) {
		c, err := net.Dial("tcp", v.addr)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	t.Cleanup(func() {
		for _, c := range all {
			_ = c.Close()
		}
	})
	start := time.Now()
	f := v.connect("Teacher", words, 80, 24)
	f.sees("Your name")
	f.keys("Teacher\r")
	f.sees("with Coordinator")
	if d := time.Since(start); d > 2*time.Second {
		t.Errorf("it took %v to come in", d)
	}
	f.keys("h")
	f.sees("Your hand is up")
	if n := v.server.Count(); n != len(all)+1 {
		t.Errorf("%d connections, not %d: those who say nothing are gone already", n, len(all)+1)
	}
}
