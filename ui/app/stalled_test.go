package app_test

import (
	"fmt"
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/sshd"
	"convene/ui/paint"
)

// many is how often something is done in a usual test, and under torture.
func many(usual, torture int) int {
	if n, _ := strconv.Atoi(os.Getenv("CONVENE_TORTURE")); n > 0 {
		return torture
	}
	return usual
}

// heap is what the process keeps now, in bytes.
func heap() int {
	runtime.GC()
	runtime.GC() // what the first one freed with a finalizer
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// wire is the end of a connection: it may stop reading, counts what it read, and says how long a write has been waiting.
type wire struct {
	net.Conn
	valve
	took  atomic.Int64
	since atomic.Int64 // of the write that goes on, in ns; 0: none does
}

func (w *wire) Read(b []byte) (int, error) {
	w.pass()
	n, err := w.Conn.Read(b)
	w.took.Add(int64(n))
	return n, err
}

func (w *wire) Write(b []byte) (int, error) {
	w.since.Store(time.Now().UnixNano())
	defer w.since.Store(0)
	return w.Conn.Write(b)
}

func (w *wire) waits(d time.Duration) bool {
	since := w.since.Load()
	return since != 0 && time.Now().UnixNano()-since > int64(d)
}

// wires is a listener that hands on each connection that it accepts.
type wires struct {
	net.Listener
	all chan *wire
}

func (l wires) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	w := &wire{Conn: c}
	l.all <- w
	return w, nil
}

// TestStopsReading: two who read nothing more: one goes on typing, the other does not even read from the line. The others see
// every change meanwhile, memory stays as it was, and both are dropped in time.
func TestStopsReading(t *testing.T) {
	served := make(chan *wire, 8)
	stall := time.Duration(many(int(time.Second), 0)) // 0: what is usual
	v := wired(t, wiring{sshd: sshd.Options{Stall: stall}, paint: paint.Options{Stall: stall},
		listen: func(l net.Listener) net.Listener { return wires{l, served} }})
	lead := v.lead()
	lead.Press(strings.Fields("m esc a enter esc S")...)
	words := v.invite(ledger.Participant, "")
	come := func(name string, w, h int) (f *far, mine, theirs *wire) {
		t.Helper()
		c, err := net.Dial("tcp", v.addr)
		if err != nil {
			t.Fatal(err)
		}
		mine = &wire{Conn: c}
		f = v.connectOver(mine, name, words, w, h)
		f.sees("Your name")
		f.keys(name + "\r")
		f.sees("with Coordinator")
		return f, mine, <-served
	}
	friend, _, _ := come("Friend", 80, 24)
	deaf, deafLine, deafServed := come("Deaf", 240, 80)
	full, fullLine, _ := come("Full", 240, 80)
	for _, err := range []error{deafLine.Conn.(*net.TCPConn).SetReadBuffer(4 << 10), deafServed.Conn.(*net.TCPConn).SetWriteBuffer(4 << 10)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	base := heap()

	stop, silent := make(chan struct{}), make(chan struct{})
	defer close(stop)
	deafLine.shut()
	full.shut()
	defer deafLine.open()
	defer full.open()
	go deaf.redraws(silent)
	go full.redraws(stop)
	const window = 2 << 20 // what an SSH client has room for, unread
	var isDeaf, isFull bool
	friend.until("both are full", func() bool {
		isDeaf, isFull = isDeaf || deafServed.waits(50*time.Millisecond), isFull || fullLine.took.Load() > window
		return isDeaf && isFull
	})
	close(silent)
	since := time.Now()
	seen := 0
	for i := range 5 {
		v.retitle(fmt.Sprint("Change ", i, " of five"))
		friend.sees(fmt.Sprint("Change ", i, " of five"))
		if len(v.room.Here().People) > 2 {
			seen++
		}
	}
	if seen == 0 {
		t.Error("the others saw nothing before those who read nothing were dropped")
	}
	for i := range many(300, 5000) {
		v.retitle(fmt.Sprint("Change ", i))
	}
	friend.sees(fmt.Sprint("Change ", many(300, 5000)-1))
	if grown := heap() - base; grown > 20<<20 {
		t.Errorf("%d MiB more are kept", grown>>20)
	}
	friend.until("both have left the room", func() bool { return len(v.room.Here().People) == 2 })
	if d := time.Since(since); d > 15*time.Second {
		t.Errorf("they were dropped after %v", d)
	}
	friend.until("their connections are gone", func() bool { return v.server.Count() == 1 })
}
