package cli

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
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
	if path := os.Getenv("CONVENE_TEST_HOLD"); path != "" {
		os.Exit(holding(path))
	}
	testscript.Main(m, map[string]func(){"convene": func() {
		w := here()
		if at, err := time.Parse(time.RFC3339, os.Getenv("TEST_NOW")); err == nil {
			w.now = func() time.Time { return at }
		}
		os.Exit(untilStopped(w))
	}})
}

// TestScripts tells the stories in testdata: each is a shell session with what it must print.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	if racing { // each line of a script starts the program, which the detector makes slow: one story finds what all would
		files = []string{"testdata/story.txtar"}
	}
	testscript.Run(t, testscript.Params{
		Files:         files,
		UpdateScripts: os.Getenv("CONVENE_UPDATE") != "",
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_CONFIG_HOME", e.WorkDir+"/config")
			e.Setenv("XDG_DATA_HOME", e.WorkDir+"/data")
			e.Setenv("TZ", "UTC")
			e.Setenv("CONVENE_NAME", "SEL coordinator")
			e.Setenv("TEST_NOW", "2026-11-22T18:00:00Z")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"hold": hold, "elsewhere": elsewhere, "spoil": spoil, "code": code},
	})
}

// holding has a workspace open until standard input ends, and says when it has it.
func holding(path string) int {
	l, err := boltlog.Open(path)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println("held")
	_, _ = io.Copy(io.Discard, os.Stdin)
	if l.Close() != nil {
		return 1
	}
	return 0
}

// elsewhere FILE has the workspace open in another process until the end of the script.
func elsewhere(ts *testscript.TestScript, _ bool, args []string) {
	exe, err := os.Executable()
	ts.Check(err)
	c := exec.Command(exe)
	c.Env = append(os.Environ(), "CONVENE_TEST_HOLD="+ts.MkAbs(args[0]))
	in, err := c.StdinPipe()
	ts.Check(err)
	out, err := c.StdoutPipe()
	ts.Check(err)
	ts.Check(c.Start())
	ts.Defer(func() { _ = in.Close(); _ = c.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	ts.Check(err)
	if line != "held\n" {
		ts.Fatalf("it said %q", line)
	}
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
