package boltlog

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"go.uber.org/goleak"

	"convene/internal/ledger"
)

// helperVar makes the test program one of the helpers below, with the file as its argument.
const helperVar = "CONVENE_STORE_TEST_HELPER"

func TestMain(m *testing.M) {
	_ = os.Setenv("GORACE", "atexit_sleep_ms=0")                    // or each child of a test with -race takes a second to end
	if how := os.Getenv(helperVar); how == "hang" || how == "die" { // what bbolt may do to a child
		fmt.Println(childReady)
		if how == "hang" {
			for { // not a wait: the runtime would notice
				runtime.Gosched()
			}
		}
		os.Exit(2)
	}
	if handled, code := ChildMain(); handled {
		os.Exit(code)
	}
	helpers := map[string]func(string) error{"torture": tortureHelper, "hold": holdHelper, "full": fullHelper, "crash": crashHelper}
	if help := helpers[os.Getenv(helperVar)]; help != nil {
		if err := help(os.Getenv(helperVar + "_FILE")); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// helper is a process that runs one of the helpers.
type helper struct {
	*exec.Cmd
	lines *bufio.Scanner
}

func startHelper(t testing.TB, name, path string) helper {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe)
	c.Env = append(os.Environ(), helperVar+"="+name, helperVar+"_FILE="+path)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.StdinPipe(); err != nil { // open until the helper has ended
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	return helper{c, bufio.NewScanner(out)}
}

// awaitKill waits, in a helper, until it is killed or the test is gone.
func awaitKill() error {
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

// kill ends the process as kill -9 does, reading all that it has still said.
func (h helper) kill(t testing.TB, line func(string)) {
	t.Helper()
	if err := h.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	for h.lines.Scan() {
		line(h.lines.Text())
	}
	_ = h.Wait()
}

func (h helper) expect(t testing.TB, want string) {
	t.Helper()
	if !h.lines.Scan() || h.lines.Text() != want {
		t.Fatalf("the helper said %q, want %q", h.lines.Text(), want)
	}
}

// newFile makes an empty workspace in a folder of its own.
func newFile(t testing.TB) *Log {
	t.Helper()
	l, err := Create(filepath.Join(t.TempDir(), "team.convene"), Meta{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// openFile opens it, and closes it at the end of the test.
func openFile(t testing.TB, path string) *Log {
	t.Helper()
	l, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func reopen(t *testing.T, s ledger.Store) ledger.Store {
	t.Helper()
	mustClose(t, s.(*Log))
	return openFile(t, s.(*Log).path)
}

func mustClose(t testing.TB, l *Log) {
	t.Helper()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

func mustRead(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func mustWrite(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// untouched takes a picture of the folder of path and says later whether anything in it has changed.
func untouched(t testing.TB, path string) func() {
	t.Helper()
	type state struct {
		info fs.FileInfo
		data string
	}
	look := func() map[string]state {
		out := map[string]state{}
		files, err := os.ReadDir(filepath.Dir(path))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			info, err := f.Info()
			if err != nil {
				t.Fatal(err)
			}
			s := state{info: info}
			if info.Mode().IsRegular() {
				s.data = string(mustRead(t, filepath.Join(filepath.Dir(path), f.Name())))
			}
			out[f.Name()] = s
		}
		return out
	}
	before := look()
	return func() {
		t.Helper()
		after := look()
		for name, a := range after {
			b, ok := before[name]
			switch {
			case !ok:
				t.Errorf("%s is new", name)
			case a.data != b.data || a.info.Mode() != b.info.Mode() || !a.info.ModTime().Equal(b.info.ModTime()):
				t.Errorf("%s was changed", name)
			}
		}
		if len(after) < len(before) {
			t.Error("a file is gone")
		}
	}
}
