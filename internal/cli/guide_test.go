package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"convene/internal/guide"
	"convene/internal/room"
)

// TestTheScreensHaveTheTeamsWords holds that what is drawn has the wording that a flag named once.
func TestTheScreensHaveTheTeamsWords(t *testing.T) {
	d := newDesk(t, "")
	dir, path := filepath.Join(t.TempDir(), "words"), filepath.Join(t.TempDir(), "a.convene")
	if err := guide.Export(dir); err != nil {
		t.Fatal(err)
	}
	cards := filepath.Join(dir, "categories.md")
	b, err := os.ReadFile(cards)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(cards, []byte(strings.Replace(string(b), "Clearly supports SEL", "With us today", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	var label string
	var last uint64
	d.show = func(_ context.Context, s *room.Session) error {
		label, _ = keptPack(s.State()).Category("clear")
		last = s.State().Seq
		return nil
	}
	d.run(t, 0, "new", path, "--team", "A")
	d.run(t, 0, path)
	if label != "Clearly supports SEL" {
		t.Errorf("at first %q", label)
	}
	d.run(t, 0, path, "--guide", dir)
	first := last
	d.run(t, 0, path, "--guide", dir)
	d.run(t, 0, path)
	if label != "With us today" || last != first {
		t.Errorf("then %q, after entries %d and %d", label, first, last)
	}
	d.run(t, 0, "demo", "--guide", dir)
	if label != "With us today" {
		t.Errorf("in the demo %q", label)
	}
}
