package cli

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"
	"pgregory.net/rapid"

	"convene/internal/activity/partner"
	"convene/internal/bring"
	"convene/internal/convert/csv"
	"convene/internal/ledger"
	"convene/internal/report"
	"convene/internal/room"
	"convene/internal/settings"
	"convene/internal/workspace"
	"convene/ui/theme"
)

// desk is a terminal with somebody at it, in folders of its own.
type desk struct {
	*world
	out, err bytes.Buffer
	env      map[string]string
	shown    []string // the teams whose screens were drawn
}

func newDesk(t *testing.T, typed string) *desk {
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(t.TempDir(), "config"))
	t.Setenv("XDG_DATA_HOME", filepath.Join(t.TempDir(), "data"))
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	d := &desk{env: map[string]string{}}
	d.world = &world{in: bufio.NewReader(strings.NewReader(typed)), out: &d.out, err: &d.err, asks: true, draws: true,
		getenv: func(k string) string { return d.env[k] },
		now:    func() time.Time { return time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC) },
		show: func(_ context.Context, s *room.Session) error {
			d.shown = append(d.shown, s.State().TeamName()+" / "+s.Actor().Name)
			return nil
		}}
	return d
}

func (d *desk) run(t *testing.T, want int, args ...string) {
	t.Helper()
	d.flags = flags{}
	if got := run(t.Context(), d.world, args); got != want {
		t.Fatalf("%q ended with %d\n%s%s", args, got, d.out.String(), d.err.String())
	}
}

func TestTheFirstEvening(t *testing.T) {
	d := newDesk(t, "\n  Maple   Grove \n")
	d.env["CONVENE_NAME"] = "Counselor"
	d.run(t, 0)
	d.run(t, 0)
	if fmt.Sprint(d.shown) != "[Maple Grove / Counselor Maple Grove / Counselor]" {
		t.Errorf("shown %q", d.shown)
	}
	if n := strings.Count(d.err.String(), "What is your team called?"); n != 2 {
		t.Errorf("asked %d times", n)
	}
	info, err := os.Stat(filepath.Join(xdg.DataHome, "convene", "team.convene"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the default file: %v %v", info, err)
	}
}

func TestNobodyAnswers(t *testing.T) {
	d := newDesk(t, "")
	d.run(t, exitFailed)
	if !strings.Contains(d.err.String(), "There was no answer, so nothing was made.") {
		t.Error(d.err.String())
	}
	if _, err := os.Stat(xdg.DataHome); err == nil {
		t.Error("something was made")
	}
}

func TestDemoKeepsNothing(t *testing.T) {
	d := newDesk(t, "")
	d.run(t, 0, "demo", "--theme", "light")
	if len(d.shown) != 1 || !strings.HasPrefix(d.shown[0], "Maple Grove SEL team / ") {
		t.Errorf("shown %q", d.shown)
	}
	if _, err := os.Stat(xdg.DataHome); err == nil {
		t.Error("something was kept")
	}
}

func TestImportAsks(t *testing.T) {
	d := newDesk(t, "Team\nno\ny\n")
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte("Name\nLibrary\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.run(t, 0)
	d.run(t, 0, "import", "partners", path)
	if !strings.Contains(d.out.String(), "Nothing was imported.") {
		t.Error(d.out.String())
	}
	d.run(t, 0, "import", "partners", path)
	if !strings.Contains(d.out.String(), "Imported 1 new") {
		t.Error(d.out.String())
	}
}

func TestSettings(t *testing.T) {
	d := newDesk(t, "")
	write := func(s string) {
		if err := os.MkdirAll(configFolder(), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(settingsFile(), []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	check := func(want settings.Settings) {
		t.Helper()
		if got, err := d.settings(); err != nil || got != want {
			t.Errorf("got %+v, %v; want %+v", got, err, want)
		}
	}
	check(settings.Settings{})
	write("name = \"Ours\"\ntheme = \"light\"\nascii = true\nreduced_motion = true\n")
	check(settings.Settings{Name: "Ours", Theme: "light", ASCII: true, ReducedMotion: true})
	d.env["CONVENE_THEME"], d.env["CONVENE_ASCII"], d.env["CONVENE_REDUCED_MOTION"] = "dark", "0", "false"
	check(settings.Settings{Name: "Ours", Theme: "dark"})
	d.flags = flags{theme: "contrast", ascii: true, asciiSet: true, still: true, stillSet: true, guide: "words"}
	check(settings.Settings{Name: "Ours", Theme: "contrast", ASCII: true, ReducedMotion: true, Guide: "words"})
	for _, tt := range []struct{ file, want string }{
		{"name = \"x\"\n\n[ui]\ncolour = 1\n", `line 3: there is no setting "ui"`},
		{"name = \"x\"\ntheme = \"pink\"\n", `line 2: there is no theme "pink"`},
		{"name = \"x\nascii = true\n", "line 1: "},
		{"ascii = \"maybe\"\n", "incompatible types"},
	} {
		write(tt.file)
		if _, err := d.settings(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v", tt.file, err)
		}
	}
}

// TestTheThemesAreThere holds that the settings know the themes that there are.
func TestTheThemesAreThere(t *testing.T) {
	for _, name := range settings.Themes() {
		if _, ok := theme.Parse(name); !ok {
			t.Errorf("there is no theme %s", name)
		}
	}
}

func TestThePersonStays(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "config")
	id := personID(folder)
	if again := personID(folder); again != id || len(id) != 36 {
		t.Errorf("%q, then %q", id, again)
	}
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if a, b := personID(blocked), personID(blocked); a != b || len(a) != 36 {
		t.Errorf("without a folder %q, then %q", a, b)
	}
}

func TestOutputIsWholeAndSpared(t *testing.T) {
	d := newDesk(t, "")
	path := filepath.Join(t.TempDir(), "out.csv")
	for _, want := range []string{"first, and longer", "second"} {
		if err := d.output(path, []byte(want), true); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != want {
			t.Errorf("%q %v", b, err)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	d.flags.file = path
	if err := d.output(path, nil, false); err == nil {
		t.Error("the workspace was written over")
	}
	if err := d.output(filepath.Join(path, "x"), nil, false); err == nil {
		t.Error("no error")
	}
}

// records draws partners as people may have typed them.
func records(t *rapid.T) []partner.Partner {
	n := rapid.IntRange(0, 6).Draw(t, "partners")
	out := make([]partner.Partner, 0, n)
	value := rapid.StringOfN(rapid.SampledFrom([]rune("ab =+-@'\";,|\n\tÄ好é.5(n/a)")), 0, 12, -1)
	for i := range n {
		p := partner.Partner{Public: partner.Public{ID: partner.ID(fmt.Sprintf("p%d", i))}}
		for _, f := range partner.Fields() {
			v := value.Draw(t, f.ID)
			switch {
			case f.ID == "name" && strings.Trim(v, " \n\t") == "":
				v = "x"
			case strings.HasSuffix(f.ID, ".email"):
				v = rapid.SampledFrom([]string{"", "a@example.org"}).Draw(t, f.ID)
			case f.ID == "kinds":
				v = strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"health care", "direct service", "other", "out-of-school time"})).Draw(t, f.ID), ",")
			case f.ID == "when":
				v = strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"before school", "summer", "school day"})).Draw(t, f.ID), ",")
			case f.ID == "since":
				v = rapid.SampledFrom([]string{"", "1999", "2016"}).Draw(t, f.ID)
			}
			next, err := f.Set(p, v)
			if err != nil {
				t.Fatal(err)
			}
			p = next
		}
		p.Archived = rapid.Bool().Draw(t, "archived")
		if p.Name != "" && !strings.EqualFold(p.Name, "name") {
			out = append(out, p)
		}
	}
	return out
}

// TestAnExportComesInAgain holds that an export with contacts loses nothing, and that no cell of it is a formula.
func TestAnExportComesInAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps := records(t)
		table := report.Inventory{Partners: ps, Contacts: true}.Table()
		var b bytes.Buffer
		if err := csv.Write(&b, table.Header, table.Rows); err != nil {
			t.Fatal(err)
		}
		sheet, err := csv.Read(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		o := bring.Options{Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), NewID: func() partner.ID { n++; return ps[n-1].ID }}
		preview, err := bring.Read(partner.State{}, sheet, o)
		if err != nil {
			t.Fatal(err)
		}
		got := preview.Op(true).New
		if len(got) != len(ps) {
			t.Fatalf("%d of %d came in: %+v\n%s", len(got), len(ps), preview.Refused, b.String())
		}
		for i := range got {
			got[i].Origin = ""
			if fmt.Sprintf("%+v", got[i]) != fmt.Sprintf("%+v", ps[i]) {
				t.Fatalf("\n got %+v\nwant %+v", got[i], ps[i])
			}
		}
		var s partner.State
		s.Partners = s.Partners.PutAll(1, ps)
		again, err := bring.Read(s, sheet, o)
		if err != nil {
			t.Fatal(err)
		}
		if op := again.Op(true); len(op.New)+len(op.Fills) > 0 {
			t.Fatalf("a second time %+v", op)
		}
	})
}

func TestEveryOpHasItsWords(t *testing.T) {
	for _, name := range workspace.Ops().Names() {
		said := report.Log{}.Say(ledger.Entry{Op: name}, nil)
		if said.What == "" || strings.Contains(said.What, strings.ReplaceAll(name, ".", ": ")) {
			t.Errorf("%s: give it a verb in report/log.go", name)
		}
	}
}

func TestTheLogTellsNoContacts(t *testing.T) {
	p := partner.Partner{Public: partner.Public{ID: "a", Name: "Library"}}
	var before, after workspace.Workspace
	before.Partner.Partners = before.Partner.Partners.Put(1, p)
	p.PartnerContact, p.SchoolContact.Phone = partner.Contact{Name: "branch head", Email: "a@example.org"}, "555-0101"
	after.Partner.Partners = before.Partner.Partners.Put(2, p)
	changes := workspace.Changes(before, after, 2)
	open := fmt.Sprintf("%s", report.Log{Contacts: true}.Say(ledger.Entry{Op: "partner.edit"}, changes).Changes)
	if !strings.Contains(open, "partner_contact") {
		t.Errorf("asked for, but left out: %s", open)
	}
	said := report.Log{}.Say(ledger.Entry{Op: "partner.edit"}, changes)
	if len(said.Changes) != 1 || len(said.Changes[0].Fields) != 0 || !strings.Contains(said.What, "Their contact") {
		t.Errorf("got %+v", said)
	}
	if !reflect.DeepEqual(said.Changes[0].Fields, ledger.Patch{}) {
		t.Error("fields are no list")
	}
}

// TestEveryCommandHelps holds that each command says in a line what it is for, and shows how it is written.
func TestEveryCommandHelps(t *testing.T) {
	d := newDesk(t, "")
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Name() == "completion" || c.Name() == "help" {
			return
		}
		if c.Short == "" || !c.HasExample() && c.Name() != "version" && c.Name() != "import" {
			t.Errorf("%s has no help or no example", c.CommandPath())
		}
		d.run(t, 0, append(strings.Fields(c.CommandPath())[1:], "--help")...)
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(d.root())
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		d.run(t, 0, "completion", shell)
	}
	if strings.Contains(d.out.String(), "\x1b[") {
		t.Error("there is colour in a pipe")
	}
}

func TestAFullDiskIsSaid(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("there is no such device here")
	}
	defer func() { _ = full.Close() }()
	d := newDesk(t, "")
	path := filepath.Join(t.TempDir(), "a.convene")
	d.run(t, 0, "demo", "--keep", path)
	d.world.out = full
	for _, args := range [][]string{{"log", "-f", path}, {"export", "cardsort", "--format", "md", "-f", path}, {"version"}} {
		d.err.Reset()
		d.run(t, exitFailed, args...)
		if got := d.err.String(); !strings.HasPrefix(got, "The output could not be written (no space left on device). Nothing was changed") {
			t.Errorf("%q: %s", args, got)
		}
	}
}
