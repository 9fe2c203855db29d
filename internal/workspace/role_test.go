package workspace

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"convene/internal/ledger"
)

// matrix is which role got which op past Check.
type matrix struct {
	t   *testing.T
	ops *ledger.Registry[Workspace]
	w   Workspace
	may map[string]map[ledger.Role]bool
}

// offer offers an entry's op to every role, a guest from the partner that it names, and then folds it.
func (m *matrix) offer(entry ledger.Entry) {
	m.t.Helper()
	op, err := m.ops.Decode(entry)
	if err != nil {
		m.t.Fatal(err)
	}
	about := m.about(entry)
	for _, role := range ledger.Roles() {
		e := entry
		e.By.Role, e.By.Partner = role, about
		if m.ops.Check(m.w, op, e) == nil {
			m.may[e.Op][role] = true
		}
		if e.By.Partner = ""; role == ledger.Guest && m.ops.Check(m.w, op, e) == nil {
			m.t.Errorf("a guest from nowhere may %s", e.Op)
		}
	}
	if m.w, err = m.ops.Fold(m.w, entry); err != nil {
		m.t.Fatal(err)
	}
}

// about is the partner that an entry names, else the one partner that there is.
func (m *matrix) about(e ledger.Entry) string {
	last, n := "", 0
	for p := range m.w.Partner.Partners.All() {
		if strings.Contains(string(e.Data), `"`+string(p.ID)+`"`) {
			return string(p.ID)
		}
		last = string(p.ID)
		n++
	}
	if n == 1 {
		return last
	}
	return ""
}

// TestRoles is the matrix role × op: for every op, who of a facilitator, a participant, an observer and a guest got it past
// Check somewhere in the stored history. An observer and a guest from nowhere never do. testdata/roles.txt holds the
// matrix; CONVENE_WRITE=1 writes it.
func TestRoles(t *testing.T) {
	t.Parallel()
	m := &matrix{t: t, ops: Ops(), may: map[string]map[ledger.Role]bool{}}
	for _, name := range m.ops.Names() {
		m.may[name] = map[ledger.Role]bool{}
	}
	for _, l := range readLines(t, filepath.Join("testdata", "history.jsonl"))[1:] {
		m.offer(*l.Entry)
	}
	m.w = Workspace{}
	for i, op := range roleStory() {
		e := ledger.Entry{Seq: uint64(i + 1), At: time.Date(2026, 9, 1, 9, i, 0, 0, time.UTC), By: ana}
		if err := m.ops.Check(m.w, op, e); err != nil {
			t.Fatalf("%#v: %v", op, err)
		}
		var err error
		if e.Op, e.Data, err = m.ops.Encode(op); err != nil {
			t.Fatal(err)
		}
		m.offer(e)
	}
	may, ops := m.may, m.ops
	var b strings.Builder
	names := ops.Names()
	slices.Sort(names)
	for _, name := range names {
		if may[name][ledger.Observer] {
			t.Errorf("an observer may %s", name)
		}
		if !may[name][ledger.Facilitator] {
			t.Errorf("a facilitator never gets %s past Check: add it to roleStory", name)
		}
		fmt.Fprintf(&b, "%-28s", name)
		for _, role := range ledger.Roles() {
			if may[name][role] {
				fmt.Fprintf(&b, " %s", role)
			}
		}
		b.WriteString("\n")
	}
	path := filepath.Join("testdata", "roles.txt")
	if os.Getenv("CONVENE_WRITE") != "" {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || string(want) != b.String() {
		t.Errorf("who may do what is not as it was (%v). If that is meant, run this test with CONVENE_WRITE=1. Now:\n%s", err, b.String())
	}
}
