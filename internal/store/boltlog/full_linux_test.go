package boltlog

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"strings"
	"syscall"
	"testing"

	"convene/internal/store/logtest"
)

// fullHelper writes until there is no room, makes some, and writes on.
func fullHelper(path string) error {
	signal.Ignore(syscall.SIGXFSZ)
	l, err := Open(path)
	if err != nil {
		return err
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	ctx := context.Background()
	last := uint64(0)
	for _, size := range []uint64{200_000, 300_000, 700_000, limit.Max} {
		limit.Cur = size
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		for size == limit.Max && last < 5000 || size != limit.Max {
			if err = l.Append(ctx, last, logtest.Entries(last+1, last+20)); err != nil {
				break
			}
			last += 20
		}
		if size == limit.Max {
			break
		}
		if !errors.Is(err, syscall.EFBIG) && !strings.Contains(err.Error(), "no room on the disk") {
			return fmt.Errorf("at %d bytes: %w", size, err)
		}
		got, err := logtest.Read(l, 0)
		if err == nil {
			err = logtest.Same(got, logtest.Entries(1, last))
		}
		if err != nil {
			return fmt.Errorf("at %d bytes, reading: %w", size, err)
		}
	}
	if err != nil {
		return err
	}
	if err := l.Close(); err != nil {
		return err
	}
	fmt.Println("ready")
	return nil
}

func TestDiskFull(t *testing.T) {
	l := newFile(t)
	mustClose(t, l)
	startHelper(t, "full", l.path).expect(t, "ready")
	got, err := logtest.Read(openFile(t, l.path), 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := logtest.Same(got, logtest.Entries(1, 5000)); err != nil {
		t.Fatal(err)
	}
}
