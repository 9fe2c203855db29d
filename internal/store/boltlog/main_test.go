package boltlog

import (
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"convene/internal/ledger"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m)
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
