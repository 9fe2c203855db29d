package app_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"convene/internal/ledger"
)

// load is a terminal elsewhere that only counts what it is sent.
type load struct {
	in    io.Writer
	bytes atomic.Int64
	asked chan struct{} // closed when it is asked for a name
	seen  chan struct{} // holds one when something came
	any   chan struct{} // of all of them: holds one when something came to one
}

func (v *venue) load(words string, any chan struct{}) *load {
	v.t.Helper()
	c, err := gossh.Dial("tcp", v.addr, &gossh.ClientConfig{User: words, HostKeyCallback: gossh.InsecureIgnoreHostKey(),
		Auth: []gossh.AuthMethod{gossh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil })}})
	if err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() { _ = c.Close() })
	s, err := c.NewSession()
	if err != nil {
		v.t.Fatal(err)
	}
	l := &load{asked: make(chan struct{}), seen: make(chan struct{}, 1), any: any}
	if l.in, err = s.StdinPipe(); err != nil {
		v.t.Fatal(err)
	}
	out, err := s.StdoutPipe()
	if err != nil {
		v.t.Fatal(err)
	}
	if err := s.RequestPty("xterm-256color", 40, 120, nil); err != nil {
		v.t.Fatal(err)
	}
	if err := s.Shell(); err != nil {
		v.t.Fatal(err)
	}
	go l.read(out)
	return l
}

func (l *load) read(out io.Reader) {
	b := make([]byte, 32<<10)
	var head []byte
	asked := false
	for {
		n, err := out.Read(b)
		l.bytes.Add(int64(n))
		if !asked {
			head = append(head, b[:n]...)
			if asked = bytes.Contains(head, []byte("Your name")); asked {
				close(l.asked)
			}
		}
		for _, c := range []chan struct{}{l.seen, l.any} {
			select {
			case c <- struct{}{}:
			default:
			}
		}
		if err != nil {
			return
		}
	}
}

// BenchmarkRoom is how long it takes from a key of whoever leads until the last of so many terminals of 120×40 has the new
// screen: over real SSH on one machine, the change durable in a store in memory, the load clients in the same process. Behind
// `make bench-room`.
func BenchmarkRoom(b *testing.B) {
	for _, n := range []int{10, 50, 200} {
		b.Run(fmt.Sprintf("%d", n), func(b *testing.B) { benchRoom(b, n) })
	}
}

func benchRoom(b *testing.B, n int) {
	v := newVenue(b, false)
	lead := v.lead()
	lead.Press("s", "n", "enter")
	words := v.invite(ledger.Participant, "")
	before := heap()
	all, came := make([]*load, n), make(chan struct{}, 1)
	for i := range all {
		all[i] = v.load(words, came)
		<-all[i].asked
		fmt.Fprintf(all[i].in, "Teacher %d\r", i)
	}
	for len(v.room.Here().People) < n+1 {
		runtime.Gosched()
	}
	lead.Model.View()
	quiet(all)
	held := float64(heap()-before) / float64(n) / (1 << 20) // of both ends
	var times []time.Duration
	var sent int64
	for i := 0; b.Loop(); i++ {
		for _, l := range all {
			sent -= l.bytes.Load()
		}
		start := time.Now()
		lead.Press([]string{"1", "2"}[i%2], "home")
		lead.Model.View()
		for _, l := range all {
			<-l.seen
		}
		times = append(times, time.Since(start))
		quiet(all)
		for _, l := range all {
			sent += l.bytes.Load()
		}
	}
	slices.Sort(times)
	b.ReportMetric(held, "MB/session")
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "ms-p50")
	b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "ms-p95")
	b.ReportMetric(float64(sent)/float64(len(times)*n), "bytes/update")
}

// quiet waits until nothing more comes.
func quiet(all []*load) {
	for {
		select {
		case <-all[0].any:
		case <-time.After(30 * time.Millisecond):
			for _, l := range all {
				select {
				case <-l.seen:
				default:
				}
			}
			return
		}
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}
