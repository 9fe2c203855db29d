package cli

import (
	"context"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"convene/internal/store/boltlog"
)

func TestMain(m *testing.M) {
	if handled, code := boltlog.ChildMain(); handled {
		os.Exit(code)
	}
	testscript.Main(m, map[string]func(){"convene": func() {
		w := here()
		if at, err := time.Parse(time.RFC3339, os.Getenv("TEST_NOW")); err == nil {
			w.now = func() time.Time { return at }
		}
		os.Exit(run(context.Background(), w, os.Args[1:]))
	}})
}

// TestScripts tells the stories in testdata: each is a shell session with what it must print.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata",
		UpdateScripts: os.Getenv("CONVENE_UPDATE") != "",
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_CONFIG_HOME", e.WorkDir+"/config")
			e.Setenv("XDG_DATA_HOME", e.WorkDir+"/data")
			e.Setenv("TZ", "UTC")
			e.Setenv("CONVENE_NAME", "SEL coordinator")
			e.Setenv("TEST_NOW", "2026-11-22T18:00:00Z")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"hold": hold, "spoil": spoil, "code": code},
	})
}

// hold FILE has the workspace open until the end of the script.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	l, err := boltlog.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Defer(func() { _ = l.Close() })
}

// spoil FILE FROM TO overwrites a part of a file, given in percent of its size.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	b, err := os.ReadFile(path)
	ts.Check(err)
	from, err := strconv.Atoi(args[1])
	ts.Check(err)
	to, err := strconv.Atoi(args[2])
	ts.Check(err)
	for i := len(b) * from / 100; i < len(b)*to/100; i++ {
		b[i] = 0xA5
	}
	ts.Check(os.WriteFile(path, b, 0o600))
}

// code N ARGS... runs convene, which must end with the code N.
func code(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec("convene", args[1:]...)
	got := 0
	if e, ok := err.(interface{ ExitCode() int }); ok {
		got = e.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("ended with %d, want %d", got, want)
	}
}
