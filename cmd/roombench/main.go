//go:build linux

// Command roombench measures what a room of many terminals over SSH costs, beside the same board in a tmux that everybody
// shares over OpenSSH: one run, one load client, one machine, ratios. Behind `make bench-room`; docs/measured.md says how
// it measures and what it found.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// most is how long a whole run may take.
const most = 20 * time.Minute

func main() {
	runtime.LockOSThread() // what is started ends when the thread ends that started it
	bin := flag.String("convene", "bin/convene", "the program to measure")
	updates := flag.Int("updates", 50, "how many cards are placed on each side")
	only := flag.Int("only", 0, "only with so many terminals")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	ctx, cancel := context.WithTimeout(ctx, most)
	err := run(ctx, *bin, max(1, *updates), *only)
	cancel()
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// round is one comparison.
type round struct {
	n     int
	mixed bool
}

func run(ctx context.Context, bin string, updates, only int) error {
	bin, err := filepath.Abs(bin)
	if err != nil {
		return err
	}
	if _, err := os.Stat(bin); err != nil {
		return fmt.Errorf("there is no program to measure: %w; `make bench-room` builds it", err)
	}
	fmt.Printf("%s, %d cores, %d updates on each side in turn\n", time.Now().Format(time.DateOnly), runtime.NumCPU(), updates)
	need := missing()
	if need != "" {
		fmt.Printf("There are no ratios: install %s to compare with a shared tmux.\n", need)
	}
	for _, r := range []round{{10, false}, {50, false}, {200, false}, {200, true}} {
		if only != 0 && r.n != only {
			continue
		}
		if err := r.run(ctx, bin, updates, need == ""); err != nil {
			return err
		}
	}
	return nil
}

func (r round) run(ctx context.Context, bin string, updates int, compare bool) error {
	ours, err := newServe(ctx, bin)
	if err != nil {
		return err
	}
	defer ours.stop()
	sides := []*side{ours}
	if err := ours.fill(ctx, r.people()); err != nil {
		return fmt.Errorf("convene serve: %w", err)
	}
	if compare {
		theirs, err := newTmux(ctx, bin)
		if err == nil {
			defer theirs.stop()
			err = theirs.fill(ctx, round{n: r.n}.people())
		}
		if err == nil {
			sides = append(sides, theirs)
		} else {
			fmt.Printf("\nThere are no ratios for %d terminals: the shared tmux could not be shown (%v).\n", r.n, err)
		}
	}
	f, err := measure(ctx, sides, updates)
	if err != nil {
		return err
	}
	r.print(f)
	return nil
}

// people are the crowd: all alike, or of many kinds. The first one places cards.
func (r round) people() []person {
	out := make([]person, r.n)
	for i := range out {
		out[i] = person{size: size{120, 40}, term: "xterm-256color"}
		if r.mixed && i > 0 {
			out[i] = person{
				size:  []size{{120, 40}, {80, 24}, {100, 30}, {200, 50}}[i%4],
				term:  []string{"xterm-256color", "xterm", "vt100"}[i/12%3],
				theme: i / 4 % 3,
				own:   i%5 == 4,
			}
		}
	}
	return out
}
