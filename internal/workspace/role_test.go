package workspace

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"convene/internal/ledger"
)

// TestRoles is the matrix role × op: for every op, who of a facilitator, a participant, an observer and a guest got it past
// Check somewhere in the stored history. An observer and a guest from nowhere never do. testdata/roles.txt holds the
// matrix; CONVENE_WRITE=1 writes it.
func TestRoles(t *testing.T) {
	t.Parallel()
	ops := Ops()
	var w Workspace
	may := map[string]map[ledger.Role]bool{}
	for _, name := range ops.Names() {
		may[name] = map[ledger.Role]bool{}
	}
	for _, l := range readLines(t, filepath.Join("testdata", "history.jsonl"))[1:] {
		op, err := ops.Decode(*l.Entry)
		if err != nil {
			t.Fatal(err)
		}
		partner := ""
		for p := range w.Partner.Partners.All() {
			if strings.Contains(string(l.Entry.Data), `"`+string(p.ID)+`"`) {
				partner = string(p.ID)
			}
		}
		for _, role := range ledger.Roles() {
			e := *l.Entry
			e.By.Role, e.By.Partner = role, partner
			if ops.Check(w, op, e) == nil {
				may[e.Op][role] = true
			}
			if e.By.Partner = ""; role == ledger.Guest && ops.Check(w, op, e) == nil {
				t.Errorf("a guest from nowhere may %s", e.Op)
			}
		}
		if w, err = ops.Fold(w, *l.Entry); err != nil {
			t.Fatal(err)
		}
	}
	var b strings.Builder
	names := ops.Names()
	slices.Sort(names)
	for _, name := range names {
		if may[name][ledger.Observer] {
			t.Errorf("an observer may %s", name)
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
