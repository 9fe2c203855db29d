package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"convene/ui/app"
	"convene/ui/app/drive"
	"convene/ui/kit"
)

// TestKeysDoc holds docs/keys.md to the key tables.
func TestKeysDoc(t *testing.T) {
	t.Parallel()
	want := open(t, app.Options{}, true).Model.Keys()
	path := filepath.Join("..", "..", "docs", "keys.md")
	if drive.Updating() {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/keys.md is stale: run `make docs`")
	}
}

// TestKeyTables: no key means two things on a screen, every key has help, and the keys of browsers stay free.
func TestKeyTables(t *testing.T) {
	t.Parallel()
	for _, filled := range []bool{false, true} {
		m := open(t, app.Options{}, filled).Model
		always, everywhere := m.Globals()
		for name, keys := range m.AllTables() {
			box := strings.HasPrefix(name, "box ")
			seen := map[string]string{}
			for _, k := range keys {
				check(t, name, k)
				for _, press := range k.Press {
					if other, ok := seen[press]; ok {
						t.Errorf("%s: %s means both %q and %q", name, press, other, k.Help)
					}
					seen[press] = k.Help
					if g, ok := kit.Find(always, press); ok {
						t.Errorf("%s: %s means %q here and %q everywhere", name, press, k.Help, g.Help)
					}
					if g, ok := kit.Find(everywhere, press); ok && !box && press != "esc" && press != "S" { // an agenda starts with S; there F7 shares the room
						t.Errorf("%s: %s means %q here and %q everywhere", name, press, k.Help, g.Help)
					}
				}
			}
		}
		for _, k := range slices.Concat(always, everywhere) {
			check(t, "everywhere", k)
		}
	}
}

func check(t *testing.T, name string, k kit.Key) {
	t.Helper()
	if k.Show == "" || k.Help == "" || len(k.Press) == 0 {
		t.Errorf("%s: a key without help: %+v", name, k)
	}
	for _, press := range k.Press {
		if slices.Contains([]string{"ctrl+w", "ctrl+t", "ctrl+n"}, press) {
			t.Errorf("%s: %s belongs to browsers", name, press)
		}
	}
}
