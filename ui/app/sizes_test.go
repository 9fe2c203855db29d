package app_test

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"convene/internal/ledger"
	"convene/internal/sshd"
	"convene/ui/app"
)

// TestWildSizes: a terminal that is another size with every message, from none at all to four thousand million columns, is
// drawn within bounds and comes out right; nobody else's is disturbed, and nothing is kept of it.
func TestWildSizes(t *testing.T) {
	terms := make(chan *sshd.Terminal, 2)
	v := wired(t, wiring{handle: func(_ *venue, usual *app.Host) func(context.Context, *sshd.Terminal) {
		return func(ctx context.Context, term *sshd.Terminal) { terms <- term; usual.Handle(ctx, term) }
	}})
	lead := v.lead()
	lead.Press(strings.Fields("m esc a enter esc S")...)
	words := v.invite(ledger.Participant, "")
	var all []*far
	for _, name := range []string{"Friend", "Wild"} {
		f := v.connect(name, words, 80, 24)
		f.sees("Your name")
		f.keys(name + "\r")
		f.sees("with Coordinator")
		all = append(all, f)
	}
	<-terms
	friend, wild, term := all[0], all[1], <-terms
	base := heap()
	friend.until("the friend's terminal is quiet", func() bool { return strings.Contains(friend.screen(), "3 here") })

	for i := range many(1000, 10000) {
		w, h := size(i)
		if _, err := wild.session.SendRequest("window-change", false, gossh.Marshal(struct{ W, H, PxW, PxH uint32 }{w, h, w, h})); err != nil {
			t.Fatal(err)
		}
		if i%100 == 0 { // drawn, not only passed over
			v.retitle(fmt.Sprint("Change ", i))
			friend.sees(fmt.Sprint("Change ", i))
			if now := term.Size(); now.W < 1 || now.H < 1 || now.W > 240 || now.H > 80 {
				t.Fatalf("%d×%d is %v", w, h, now)
			}
		}
	}
	if err := wild.session.WindowChange(24, 80); err != nil {
		t.Fatal(err)
	}
	v.retitle("The last change")
	friend.sees("The last change")
	wild.until("the screen is that of anybody of its size", func() bool { return wild.screen() == friend.screen() })
	wild.mu.Lock()
	sent := string(wild.raw)
	wild.raw = nil
	wild.mu.Unlock()
	maxX, maxY := extent(sent)
	if maxX <= 80 || maxX > 240 || maxY > 80 {
		t.Errorf("the last cells that were drawn are in row %d and column %d", maxY, maxX)
	}
	sent = ""
	if n := len(terms) + v.server.Count(); n != 2 {
		t.Errorf("%d terminals", n)
	}
	if grown := heap() - base; grown > 20<<20 {
		t.Errorf("%d MiB more are kept", grown>>20)
	}
}

// size is the i-th of many sizes.
func size(i int) (w, h uint32) {
	of := []uint32{0, 1, 2, 20, 39, 40, 80, 81, 120, 239, 240, 241, 500, 8000, 1 << 16, 1<<31 - 1, 1 << 31, 1<<32 - 1}
	return of[i%len(of)], of[i/len(of)%len(of)]
}

// extent is the last column and row that the cursor was sent to.
func extent(sent string) (x, y int) {
	for _, m := range regexp.MustCompile(`\x1b\[(\d+)(?:;(\d+))?H`).FindAllStringSubmatch(sent, -1) {
		row, _ := strconv.Atoi(m[1])
		col, _ := strconv.Atoi(m[2])
		x, y = max(x, col), max(y, row)
	}
	return x, y
}
