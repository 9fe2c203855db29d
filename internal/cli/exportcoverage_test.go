package cli

import (
	"os"
	"slices"
	"strings"
	"testing"

	"convene/internal/guide"
	"convene/internal/workspace"
)

// TestCoverage: every line of docs/coverage.md names a screen, a key, prompts, ops and exports that exist, and every prompt of
// the guide is in a line.
func TestCoverage(t *testing.T) {
	keys, prompts := keysByScreen(t), promptIDs()
	var exportNames []string
	for _, x := range exports() {
		exportNames = append(exportNames, x.name)
	}
	ops := workspace.Ops().Names()
	seen := map[string]bool{}
	lines := 0
	for _, row := range rows(t, "../../docs/coverage.md") {
		if len(row) != 7 || row[0] == "place" {
			continue
		}
		lines++
		what, screen, key := row[1], row[2], row[3]
		known, ok := keys[screen]
		switch {
		case !ok:
			t.Errorf("%s: there is no screen %q", what, screen)
		case key != "" && !slices.Contains(known, key):
			t.Errorf("%s: %s has no key %q", what, screen, key)
		}
		for _, p := range strings.Fields(row[4]) {
			seen[p] = true
			if !slices.Contains(prompts, p) {
				t.Errorf("%s: there is no prompt %q", what, p)
			}
		}
		for _, op := range strings.Fields(row[5]) {
			if !slices.Contains(ops, op) {
				t.Errorf("%s: there is no op %q", what, op)
			}
		}
		for _, x := range strings.Fields(row[6]) {
			if !slices.Contains(exportNames, x) {
				t.Errorf("%s: there is no export %q", what, x)
			}
		}
	}
	for _, p := range prompts {
		if !seen[p] {
			t.Errorf("no line has the prompt %q", p)
		}
	}
	if lines < 50 {
		t.Errorf("%d lines were read", lines)
	}
}

// rows are the rows of all tables of a Markdown file, by cells.
func rows(t *testing.T, path string) [][]string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for l := range strings.SplitSeq(string(b), "\n") {
		if !strings.HasPrefix(l, "|") || strings.HasPrefix(l, "| ---") {
			if h, ok := strings.CutPrefix(l, "## "); ok {
				out = append(out, []string{h})
			}
			continue
		}
		cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(l, "|"), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		out = append(out, cells)
	}
	return out
}

// keysByScreen are the keys of each screen and mode in docs/keys.md.
func keysByScreen(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	screen := ""
	for _, row := range rows(t, "../../docs/keys.md") {
		if len(row) == 1 {
			screen = row[0]
			out[screen] = nil
			continue
		}
		out[screen] = append(out[screen], row[0])
		if before, _, ok := strings.Cut(row[0], "–"); ok { // 1–3
			out[screen] = append(out[screen], before)
		}
		out[screen] = append(out[screen], strings.Fields(row[0])...)
	}
	return out
}

// promptIDs names everything that the guide asks a team in the source's stead.
func promptIDs() []string {
	g := guide.Default()
	out := []string{"legal"}
	for _, part := range []struct {
		name  string
		items []guide.Item
	}{{"category", g.Categories}, {"kind", g.Kinds}, {"when", g.Whens}, {"field", g.Fields}, {"plan", g.Plan}, {"communication", g.Communication}, {"improvement", g.Improvement}} {
		for _, it := range part.items {
			out = append(out, part.name+"/"+it.ID)
		}
	}
	for _, s := range g.Sets {
		for _, q := range s.Questions {
			out = append(out, q.ID)
		}
	}
	return out
}
