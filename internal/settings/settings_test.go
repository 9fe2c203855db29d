package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func nothing(string) string { return "" }

func TestSaveKeepsTheOtherLines(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "config.toml")
	steps := []struct{ name, value, want string }{
		{"name", "Anna \"A\" # 1", "name = \"Anna \\\"A\\\" # 1\"\n"},
		{"ascii", "true", "name = \"Anna \\\"A\\\" # 1\"\nascii = true\n"},
		{"reduced-motion", "1", "name = \"Anna \\\"A\\\" # 1\"\nascii = true\nreduced_motion = true\n"},
		{"ascii", "false", "name = \"Anna \\\"A\\\" # 1\"\nascii = false\nreduced_motion = true\n"},
	}
	for _, s := range steps {
		if err := Save(path, s.name, s.value); err != nil {
			t.Fatal(err)
		}
		if b, _ := os.ReadFile(path); string(b) != s.want {
			t.Fatalf("%s=%s: %q", s.name, s.value, b)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	const doc = "# ours\n\ntheme = \"dark\" # of \"us\"\nname = 'x#y'   # me"
	if err := os.WriteFile(path, []byte(doc), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, s := range [][2]string{{"theme", "light"}, {"name", "z"}, {"guide", "words"}} {
		if err := Save(path, s[0], s[1]); err != nil {
			t.Fatal(err)
		}
	}
	b, _ := os.ReadFile(path)
	if want := "# ours\n\ntheme = \"light\" # of \"us\"\nname = \"z\"   # me\nguide = \"words\"\n"; string(b) != want {
		t.Errorf("got %q\nwant %q", b, want)
	}
	s, from, err := Load(path, func(k string) string { return map[string]string{"CONVENE_NAME": "E", "CONVENE_REDUCED_MOTION": "1"}[k] })
	if err != nil || s.Name != "E" || s.Theme != "light" || !s.ReducedMotion || s.Guide != filepath.Join(filepath.Dir(path), "words") {
		t.Errorf("%+v %v", s, err)
	}
	if from["name"] != "CONVENE_NAME" || from["theme"] != InFile || from["ascii"] != BuiltIn {
		t.Errorf("%v", from)
	}
}

func TestRefusals(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.toml")
	for _, tt := range []struct{ doc, name, value, want string }{
		{"", "colour", "red", `There is no setting "colour". There are name, theme, ascii, reduced_motion and guide.`},
		{"", "ascii", "perhaps", "Write ascii=1 or ascii=0."},
		{"", "theme", "pink", `There is no theme "pink".`},
		{"name = \"x\"\n[ui]\nwidth = 1\n", "name", "y", `line 2: there is no setting "ui"`},
		{"name = \"x\nascii = true\n", "name", "y", "line 1: "},
		{"theme = \"dark\"\nascii = \"no\"\n", "name", "y", "line 2: "},
		{"name = \"\"\"\nx\"\"\"\n", "name", "y", "by hand"},
	} {
		if err := os.WriteFile(path, []byte(tt.doc), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Save(path, tt.name, tt.value); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q, %s=%s: %v", tt.doc, tt.name, tt.value, err)
		}
		if b, _ := os.ReadFile(path); string(b) != tt.doc {
			t.Errorf("changed to %q", b)
		}
	}
	if _, _, err := Load(filepath.Join(t.TempDir(), "none"), nothing); err != nil {
		t.Error(err)
	}
}
