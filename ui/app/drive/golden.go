package drive

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Updating says that golden files are to be written instead of compared: CONVENE_UPDATE is set.
func Updating() bool { return os.Getenv("CONVENE_UPDATE") != "" }

// Golden compares the screen with testdata/NAME.txt of the package under test.
func (t *Terminal) Golden(tb testing.TB, name string) {
	tb.Helper()
	path := filepath.Join("testdata", name+".txt")
	got := t.Screen()
	if !strings.HasSuffix(got, "\n") {
		got += "\n"
	}
	if Updating() {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			tb.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatalf("%v: run the test with CONVENE_UPDATE=1, and look at what it writes", err)
	}
	if got != string(want) {
		tb.Errorf("%s is not as it was:\n%s\nwant:\n%s", path, got, want)
	}
}
