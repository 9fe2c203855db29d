package guide

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// file gives a built-in file with one text in it replaced.
func file(t testing.TB, name, old, with string) string {
	t.Helper()
	b, err := fs.ReadFile(packFiles(), name)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(b), old); n != 1 && old != "" {
		t.Fatalf("%s has %q %d times", name, old, n)
	}
	if old == "" {
		return string(b) + with
	}
	return strings.Replace(string(b), old, with, 1)
}

type errorCase struct {
	name, file, old, with string
	want                  string // how the error begins
	says                  string // what else is in it
}

const long = "word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word "

func errorCases(t testing.TB) []errorCase { return append(formCases(t), partCases(t)...) }

// formCases are what can be wrong in every file.
func formCases(t testing.TB) []errorCase {
	return []errorCase{
		{"long prompt in line 7", "categories.md", "Their work builds", long, "categories.md:7: ", "the back row can read 140"},
		{"unknown id", "categories.md", "{#could}", "{#culd}", "categories.md:9: ", "Still missing here: could."},
		{"extra id", "categories.md", "", "\n## Maybe {#maybe}\n\nPerhaps.\n", "categories.md:17: ", "delete this heading"},
		{"no id", "categories.md", " {#none}", "", "categories.md:13: ", "like {#none}"},
		{"unreadable id", "categories.md", "{#none}", "{#none", "categories.md:13: ", "like {#none}"},
		{"id gone", "categories.md", "## No link seen yet {#none}\n\nNone of us knows of a link today. We look again next time.\n", "", "categories.md:11: ", `"none" is missing`},
		{"id twice", "categories.md", "", "\n## Again {#clear}\n\nPerhaps.\n", "categories.md:17: ", "also in line 5"},
		{"empty label", "categories.md", "Could support SEL ", "", "categories.md:9: ", "no words"},
		{"long label", "categories.md", "Could support SEL", long[:60], "categories.md:9: ", "40 fit"},
		{"two ids", "categories.md", "{#none}", "{#nope} {#none}", "categories.md:13: ", "at the very end"},
		{"no text", "categories.md", "Their work builds social or emotional skills today, and we can say how.", "", "categories.md:5: ", "nothing is written"},
		{"two texts", "categories.md", "today, and", "today,\n\nand", "categories.md:9: ", "the second"},
		{"class", "categories.md", "{#none}", "{#none .big}", "categories.md:13: ", `"class"`},
		{"no space", "categories.md", "## Could", "##Could", "categories.md:9: ", "space after"},
		{"deep heading", "categories.md", "## Could", "#### Could", "categories.md:9: ", "too deep"},
		{"level 3 in a flat file", "categories.md", "## Could", "### Could", "categories.md:9: ", "Write ## instead"},
		{"level 3 first", "categories.md", "## Clearly", "### Clearly", "categories.md:5: ", "Write ## here"},
		{"second title", "categories.md", "## Could", "# Could", "categories.md:9: ", "second title"},
		{"html", "categories.md", "today, and", "<b>today</b>, and", "categories.md:7: ", "HTML"},
		{"html block", "categories.md", "Their work", "<div>\nTheir work", "categories.md:7: ", "plain text"},
		{"picture", "categories.md", "today, and", "![today](x.png), and", "categories.md:7: ", "picture"},
		{"code", "categories.md", "Their work", "    Their work", "categories.md:7: ", "four spaces"},
		{"rule", "categories.md", "Their work", "***\n\nTheir work", "categories.md:7: ", "dashes"},
		{"heading in a quote", "categories.md", "Their work", "> # Their work", "categories.md:7: ", "Begin its line"},
		{"list in a list", "categories.md", "Their work", "- a\n  - b\n\nTheir work", "categories.md:8: ", "list inside a list"},
		{"control character", "categories.md", "today, and", "today\x1b[2J, and", "categories.md:7: ", "U+001B"},
		{"control as entity", "categories.md", "today, and", "today&#27;[2J, and", "categories.md:7: ", "U+001B"},
		{"bidirectional", "categories.md", "today, and", "today\u202e, and", "categories.md:7: ", "U+202E"},
		{"marks", "categories.md", "today, and", "toda\u0301\u0301\u0301\u0301\u0301y, and", "categories.md:7: ", "accents"},
		{"not utf-8", "categories.md", "today, and", "today\xff, and", "categories.md:7: ", "UTF-8"},
		{"long line", "categories.md", "today, and", strings.Repeat("{", 5000), "categories.md:7: ", "4096"},
		{"credit too long", "categories.md", "Part II", long + long, "categories.md:3: ", "Shorten"},
		{"two credits", "categories.md", "Part II", "Part II\n>\n> Part III", "categories.md:5: ", "Delete it"},
		{"braces in the title", "categories.md", "categories", "categories {lang=en}", "categories.md:1: ", `"lang"`},
		{"empty file", "categories.md", file(t, "categories.md", "", ""), "", "categories.md:1: ", `"clear" is missing`},
	}
}

// partCases are what can be wrong in one file only.
func partCases(t testing.TB) []errorCase {
	return []errorCase{
		{"language", "pack.md", "en-US", "English, please", "pack.md:11: ", "language tag"},
		{"quote in pack.md", "pack.md", "en-US", "en-US\n\n> Me", "pack.md:13: ", "quoted line"},
		{"group gone", "kinds.md", "{#when}", "{#whenever}", "kinds.md:47: ", "Still missing here: when."},
		{"kind gone", "kinds.md", "### Other {#other}\n\nNone of the above. Say in the notes what they are.\n", "", "kinds.md:43: ", `"other" is missing`},
		{"text of a group", "kinds.md", "## When {#when}", "## When {#when}\n\nSometimes.", "kinds.md:49: ", "shown nowhere"},
		{"question in another set", "touchpoints.md", "{#practice.1}", "{#vision.1}", "touchpoints.md:9: ", "Still missing here: practice.1."},
		{"one prompt of two", "touchpoints.md", "What could we teach them, and what could they teach us?\n\n", "", "touchpoints.md:21: ", "asks 2 things"},
		{"two prompts for one", "touchpoints.md", "Where do this", "Why?\n\nWhere do this", "touchpoints.md:19: ", "one more"},
		{"no prompt", "touchpoints.md", "Where do this partner's goals and our students' SEL skills meet?", "", "touchpoints.md:15: ", "no question"},
		{"long prompt", "touchpoints.md", "Where do this", long + "Where do this", "touchpoints.md:17: ", "140"},
		{"legal gone", "improvement.md", "{#legal}", "{#law}", "improvement.md:25: ", "Still missing here: legal."},
		{"legal too long", "improvement.md", "This is a reminder", strings.Repeat(long, 3), "improvement.md:27: ", "700 fit"},
		{"minutes do not add up", "templates.md", "{#joint minutes=60}", "{#joint minutes=55}", "templates.md:71: ", "60 minutes together"},
		{"half a minute", "templates.md", "Welcome, and who is here {activity=talk minutes=5}", "Welcome {activity=talk minutes=5.5}", "templates.md:77: ", "whole number"},
		{"no minutes", "templates.md", "{#blank minutes=30}", "{#blank}", "templates.md:161: ", "minutes=10"},
		{"no activity", "templates.md", "Who is not on the list? {activity=inventory minutes=7}", "Who? {minutes=7}", "templates.md:17: ", "is no activity"},
		{"strange activity", "templates.md", "Who is not on the list? {activity=inventory minutes=7}", "Who? {activity=dance minutes=7}", "templates.md:17: ", `"dance"`},
		{"id of a step", "templates.md", "Who is not on the list? {activity", "Who? {#a activity", "templates.md:17: ", "a step has no ID"},
		{"step without title", "templates.md", "Who is not on the list? ", "", "templates.md:17: ", "title of a step"},
		{"no steps", "templates.md", "", "\n### Go {activity=talk minutes=30}\n\nGo.\n", "templates.md:165: ", "no steps"},
		{"help without title", "help/home.md", "# Home\n", "", "help/home.md:1: ", "no title"},
		{"help with an id", "help/home.md", "# Home", "# Home {#home}", "help/home.md:1: ", "Delete the braces"},
		{"help with headings", "help/home.md", "The work goes", "## More\n\nThe work goes", "help/home.md:5: ", "one heading"},
		{"help without list", "help/stage.md", file(t, "help/stage.md", "", ""), "# Stage\n\nThe wall.\n", "help/stage.md:1: ", "a list"},
		{"help too long", "help/stage.md", "", "\n- a\n- b\n- c\n- d\n- e\n- f\n- g\n- h\n", "help/stage.md:18: ", "at most 12"},
		{"text after the list", "help/stage.md", "", "\nThe end.\n", "help/stage.md:11: ", "above the list"},
	}
}

func TestProblemsNameFileAndLine(t *testing.T) {
	for _, c := range errorCases(t) {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read(fstest.MapFS{c.file: {Data: []byte(file(t, c.file, c.old, c.with))}})
			var ps Problems
			if !errors.As(err, &ps) {
				t.Fatalf("got %v", err)
			}
			if !strings.HasPrefix(err.Error(), c.want) || !strings.Contains(ps[0].Text, c.says) {
				t.Errorf("got:  %v\nwant: %s… %s", err, c.want, c.says)
			}
		})
	}
}

func TestFilesThatAreNone(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"catagories.md", "catagories.md:1: a pack has no file of this name."},
		{"Categories.md", "Categories.md:1: the name is written with capitals."},
		{"categories.md.txt", "categories.md.txt:1: a pack has no file of this name."},
		{"help/hom.md", "help/hom.md:1: a pack has no file of this name. Rename it after a screen: home,"},
		{"notes.docx", "pack.md:1: no file of a guide pack is in this folder."},
	} {
		if _, err := Read(fstest.MapFS{c.name: {Data: []byte("# x\n")}}); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	big := strings.Repeat("word\n", maxFile/4)
	if _, err := Read(fstest.MapFS{"plan.md": {Data: []byte(big)}}); err == nil || !strings.HasPrefix(err.Error(), "plan.md:1: this file has more than 64 KB") {
		t.Errorf("a big file: %v", err)
	}
	if _, err := Read(fstest.MapFS{"plan.md": {Mode: fs.ModeDir}}); err == nil || !strings.HasPrefix(err.Error(), "plan.md:1: ") {
		t.Errorf("a folder instead of a file: %v", err)
	}
}

func TestManyProblemsComeAtOnce(t *testing.T) {
	text := file(t, "kinds.md", "", "")
	_, err := Read(fstest.MapFS{"kinds.md": {Data: []byte(strings.ReplaceAll(text, "\n### ", "\n### "+strings.Repeat("much ", 12)))},
		"record.md": {Data: []byte("# Nothing\n")}})
	var ps Problems
	if !errors.As(err, &ps) || len(ps) != 14+14 {
		t.Fatalf("got %d problems: %v", len(ps), err)
	}
	if !strings.HasSuffix(err.Error(), "\n… and 8 more.") {
		t.Errorf("got %v", err)
	}
}

func TestPartialPackFallsBack(t *testing.T) {
	text := strings.NewReplacer("Clearly supports SEL", "Apoya *claramente*", "\n", "\r\n", "> After: Coordinating SEL Work With Community Partners, Part II", "").
		Replace(file(t, "categories.md", "", ""))
	p, err := Read(fstest.MapFS{"categories.md": {Data: []byte("\ufeff" + text)}, "README.md": {Data: []byte("<b>")}, ".hidden.md": {}})
	if err != nil {
		t.Fatal(err)
	}
	want := Default().clone()
	want.Categories[0].Label = "Apoya claramente" // the built-in credit stays
	if !reflect.DeepEqual(p, want) {
		t.Errorf("got %+v", p.Categories)
	}
}

func TestOwnCredit(t *testing.T) {
	p, err := Read(fstest.MapFS{"plan.md": {Data: []byte(strings.Replace(file(t, "plan.md", "Part II; adapted there", "Parte II; tomado"), "serves it?", "serves it?\n\n> Nuestro", 1))}})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.PlanPrompt("partner_practices").Place; got != "Nuestro" {
		t.Errorf("the item's own credit is %q", got)
	}
	if got := p.PlanPrompt("goal").Place; !strings.Contains(got, "Parte II; tomado") {
		t.Errorf("the file's credit is %q", got)
	}
}

func TestExportThenLoad(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "our guide")
	if err := Export(dir); err != nil {
		t.Fatal(err)
	}
	p, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(p, Default()) || p.Hash() != Default().Hash() {
		t.Error("the exported pack is another")
	}
	if err := Export(dir); err == nil || !strings.Contains(err.Error(), "Nothing was written") {
		t.Errorf("a second export: %v", err)
	}
}

func TestExportOverwritesNothing(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "plan.md")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Export(dir); err == nil || !strings.HasPrefix(err.Error(), "plan.md is already in ") {
		t.Errorf("got %v", err)
	}
	entries, _ := os.ReadDir(dir)
	if b, _ := os.ReadFile(mine); string(b) != "mine" || len(entries) != 1 {
		t.Errorf("the folder has %d entries, the file %q", len(entries), b)
	}
	if err := Export(mine); err == nil {
		t.Error("an export into a file went through")
	}
	blocked := t.TempDir() // a file where the folder help should be: some files are written, then taken back
	if err := os.WriteFile(filepath.Join(blocked, "help"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := Export(blocked)
	if entries, _ := os.ReadDir(blocked); err == nil || len(entries) != 1 {
		t.Errorf("got %v and %d entries", err, len(entries))
	}
}

func TestLoadOfNoFolder(t *testing.T) {
	dir := t.TempDir()
	if _, err := Load(filepath.Join(dir, "none")); err == nil || !strings.Contains(err.Error(), "convene guide export") {
		t.Errorf("got %v", err)
	}
	path := filepath.Join(dir, "plan.md")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path); err == nil || !strings.Contains(err.Error(), "is a file") {
		t.Errorf("got %v", err)
	}
}

func FuzzRead(f *testing.F) {
	all := chapters()
	for i, c := range all {
		f.Add(uint8(i), []byte(file(f, c.file, "", "")))
	}
	for _, c := range errorCases(f) {
		for i := range all {
			if all[i].file == c.file {
				f.Add(uint8(i), []byte(file(f, c.file, c.old, c.with)))
			}
		}
	}
	f.Fuzz(func(t *testing.T, i uint8, data []byte) {
		name := all[int(i)%len(all)].file
		p, err := Read(fstest.MapFS{name: {Data: data}})
		var ps Problems
		if err != nil {
			if !errors.As(err, &ps) || len(ps) == 0 || ps[0].File != name || ps[0].Line < 1 || ps[0].Text == "" {
				t.Fatalf("got %v", err)
			}
			return
		}
		for key, s := range p.Wording() {
			if bad := unfit(s); bad != "" || strings.ContainsAny(s, "\n\t") || len(s) > maxLine {
				t.Errorf("%s lets %s through: %q", key, bad, s)
			}
		}
		if !reflect.DeepEqual(FromWording(p.Wording()), p) {
			t.Error("the wording gives another pack")
		}
	})
}
