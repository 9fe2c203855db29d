//go:build linux

package main

import (
	"context"
	"fmt"
	"slices"
	"time"
)

const (
	joinTime   = 20 * time.Second
	updateTime = 10 * time.Second // within which an update must have come everywhere
	quietTime  = 60 * time.Millisecond
	idleTime   = 15 * time.Second // one round of convene's and of nobody else's keepalives

	home = "\x1b[H"
	undo = "\x1a"
)

// figures are what one side needed.
type figures struct {
	text, last  []time.Duration // from the key until the last terminal had the new text, and the last byte; one an update
	bytes       int             // of all updates, to all terminals
	cpu         time.Duration   // of all updates
	terminals   int
	mb          float64 // a terminal, when all updates are over
	idle        float64 // of a core
	idleStarted time.Duration
}

// place places a card, and takes it back when everybody has seen it.
func (s *side) place(ctx context.Context, pids []int, f *figures) error {
	cpu, err := used(pids)
	if err != nil {
		return err
	}
	start := time.Now()
	if err := s.press(ctx, "2"); err != nil {
		return err
	}
	end, err := used(pids)
	if err != nil {
		return err
	}
	f.cpu += end - cpu
	var text, last time.Time
	for i, c := range s.crowd {
		sh := c.catchUp()
		if !sh.changed {
			return fmt.Errorf("terminal %d shows nothing of the card; it shows\n%s", i+1, c.vt.String())
		}
		f.bytes += sh.bytes
		text, last = later(text, sh.text), later(last, sh.last)
	}
	f.text, f.last = append(f.text, text.Sub(start)), append(f.last, last.Sub(start))
	for _, keys := range []string{undo, home} {
		if err := s.crowd[0].keys(keys); err != nil {
			return err
		}
		if err := s.quiet(ctx); err != nil {
			return err
		}
	}
	return nil
}

// press presses a key that everybody sees something of, and waits until nothing more comes of it.
func (s *side) press(ctx context.Context, keys string) error {
	if err := s.crowd[0].keys(keys); err != nil {
		return err
	}
	late := time.Now().Add(updateTime)
	for seen := 0; ; {
		came, err := wait(ctx, s.stir, quietTime)
		if err != nil {
			return err
		}
		for seen < len(s.crowd) {
			n, err := s.crowd[seen].got()
			if err != nil {
				return fmt.Errorf("terminal %d was cut off: %w", seen+1, err)
			}
			if n == 0 {
				break
			}
			seen++
		}
		switch {
		case seen == len(s.crowd) && !came:
			return nil
		case time.Now().After(late):
			return fmt.Errorf("terminal %d was sent nothing in %v", seen+1, updateTime)
		}
	}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// measure lets all sides show the same number of updates, one after the other in turn, so that what else the machine does
// meets all of them.
func measure(ctx context.Context, sides []*side, updates int) ([]figures, error) {
	out, pids := make([]figures, len(sides)), make([][]int, len(sides))
	for i, s := range sides {
		pids[i], out[i].terminals = s.pids(), len(s.crowd)
		var warm figures
		for range 3 {
			if err := s.place(ctx, pids[i], &warm); err != nil {
				return nil, err
			}
		}
	}
	for range updates {
		for i, s := range sides {
			if err := s.place(ctx, pids[i], &out[i]); err != nil {
				return nil, err
			}
		}
	}
	for i, s := range sides {
		mb, err := share(pids[i])
		if err != nil {
			return nil, err
		}
		out[i].mb = (mb - s.before) / float64(len(s.crowd))
	}
	return out, idle(ctx, pids, out)
}

// idle measures what everybody costs while nobody does anything.
func idle(ctx context.Context, pids [][]int, out []figures) error {
	var err error
	for i := range out {
		if out[i].idleStarted, err = used(pids[i]); err != nil {
			return err
		}
	}
	start := time.Now()
	if _, err := wait(ctx, nil, idleTime); err != nil {
		return err
	}
	for i := range out {
		end, err := used(pids[i])
		if err != nil {
			return err
		}
		out[i].idle = float64(end-out[i].idleStarted) / float64(time.Since(start))
	}
	return nil
}

// quantile is the value that so much of all are at most.
func quantile(all []time.Duration, q float64) time.Duration {
	s := slices.Sorted(slices.Values(all))
	return s[min(len(s)-1, int(q*float64(len(s))))]
}
