package sshd

import (
	"math"
	"sync"
	"time"
)

const (
	halfLife    = time.Minute     // in which half of what somebody guessed wrong is forgotten
	freeGuesses = 5               // wrong ones from one address that cost nothing but wrongDelay
	freeOverall = 60              // the same from everywhere
	maxDelay    = 3 * time.Second // however much was guessed: a school's whole address must never be locked out
	wrongDelay  = time.Second     // before the answer to a wrong guess
	maxWatched  = 4096            // addresses
)

// guard slows down who guesses invites: by address, and overall. It never refuses anybody.
type guard struct {
	now func() time.Time

	mu   sync.Mutex
	by   map[string]count
	over count
}

// count is a number that halves with time.
type count struct {
	n  float64
	at time.Time
}

func (c count) read(now time.Time) float64 {
	return c.n * math.Exp2(-float64(now.Sub(c.at))/float64(halfLife))
}

func newGuard(now func() time.Time) *guard { return &guard{now: now, by: map[string]count{}} }

// delay is how long an address waits before what it says is looked at.
func (g *guard) delay(addr string) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	over := max(g.by[addr].read(now)-freeGuesses, (g.over.read(now)-freeOverall)/10)
	if over <= 0 {
		return 0
	}
	return min(maxDelay, time.Duration(over*float64(250*time.Millisecond)))
}

// wrong notes a wrong guess.
func (g *guard) wrong(addr string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	if len(g.by) >= maxWatched {
		for a, c := range g.by {
			if c.read(now) < 1 {
				delete(g.by, a)
			}
		}
		if len(g.by) >= maxWatched {
			clear(g.by) // then what counts overall slows them all
		}
	}
	g.by[addr] = count{g.by[addr].read(now) + 1, now}
	g.over = count{g.over.read(now) + 1, now}
}
