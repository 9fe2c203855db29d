package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/convert"
	"convene/internal/day"
	"convene/internal/report"
	"convene/internal/room"
	"convene/internal/text"
	"convene/internal/workspace"
)

// export is what a person asked for.
type export struct {
	format, out, partner string
	contacts             bool
	round, meeting       string
	version              func(seq uint64) (workspace.Workspace, error) // the workspace as an entry left it
}

const exportLong = `Writes what your team keeps: a document to read (md; html, which opens in a browser and prints well; docx, for a word
processor), a table for a spreadsheet (csv), days and tasks for a calendar (ics), or everything for other programs (json).

Contacts are left out unless --with-contacts asks for them.`

func (w *world) exportCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "export", Short: "Write what the team keeps for reading elsewhere", Long: exportLong,
		Example: "  convene export workspace --format html -o everything.html\n  convene export agenda --partner \"Eastside Library\" --format html -o agenda.html\n" +
			"  convene export minutes --format docx -o minutes.docx\n  convene export inventory --format csv -o partners.csv\n  convene export plan --format ics -o steps.ics",
		RunE: func(_ *cobra.Command, args []string) error {
			var names []string
			for _, x := range exports() {
				names = append(names, x.name)
			}
			if len(args) > 0 {
				return usagef("There is no export %q. Write `convene export` and one of %s.", args[0], strings.Join(names, ", "))
			}
			return usagef("Write `convene export %s --format %s`, or one of %s in its place.", names[0], exports()[0].formats[0], strings.Join(names[1:], ", "))
		},
	}
	for _, x := range exports() {
		c.AddCommand(w.exportOne(x))
	}
	return c
}

func (w *world) exportOne(x exported) *cobra.Command {
	var e export
	use, write := x.name+" --format "+strings.Join(x.formats, "|"), "convene export "+x.name
	if x.partner == must {
		use, write = x.name+" --partner NAME --format "+strings.Join(x.formats, "|"), write+" --partner NAME"
	}
	c := &cobra.Command{
		Use: use, Short: x.short, Example: x.example, Args: exactly(0, write+" --format "+x.formats[0]),
		RunE: func(c *cobra.Command, _ []string) error { return w.export(c.Context(), x, &e, write) },
	}
	f := c.Flags()
	f.StringVar(&e.format, "format", "", either(x.formats))
	f.StringVarP(&e.out, "output", "o", "", "write to `FILE` instead of standard output")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(x.formats, cobra.ShellCompDirectiveNoFileComp))
	if x.partner != never {
		f.StringVar(&e.partner, "partner", "", "only the partner of that `NAME`")
	}
	if x.rounds {
		f.StringVar(&e.round, "round", "last", "last (settled), open, or the `N`th")
		_ = c.RegisterFlagCompletionFunc("round", cobra.FixedCompletions([]string{"last", "open"}, cobra.ShellCompDirectiveNoFileComp))
	}
	if x.meetings {
		f.StringVar(&e.meeting, "meeting", "last", "last (held), or the `N`th that was held")
		_ = c.RegisterFlagCompletionFunc("meeting", cobra.FixedCompletions([]string{"last"}, cobra.ShellCompDirectiveNoFileComp))
	}
	if x.contacts {
		f.BoolVar(&e.contacts, "with-contacts", false, "with people's names, emails and phone numbers")
	} else {
		f.Bool("with-contacts", false, "has no effect: there are no contacts in it")
		_ = f.MarkHidden("with-contacts")
	}
	return c
}

// either lists what can be chosen: "csv, md or json".
func either(list []string) string {
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " or " + list[last]
}

// fits says why something cannot be exported as it was asked for. write is how one would begin to write it.
func (x exported) fits(e *export, write string) error {
	first, rest := x.formats[0], either(x.formats[1:])
	switch {
	case e.format == "":
		return usagef("Write `%s --format %s`, %s.", write, first, rest)
	case !slices.Contains(x.formats, e.format):
		return usagef("`convene export %s` cannot write %q. Write `%s --format %s`, %s.", x.name, e.format, write, first, rest)
	case x.partner == must && e.partner == "":
		return usagef("Say which partner it is about: `%s --format %s`.", write, e.format)
	}
	return nil
}

func (w *world) export(ctx context.Context, x exported, e *export, write string) error {
	if err := x.fits(e, write); err != nil {
		return err
	}
	if convert.Binary(e.format) && w.prints && (e.out == "" || e.out == "-") {
		return usagef("A %s file is nothing that a terminal can show. Write it to a file: `%[2]s --format %[1]s -o %[3]s.%[1]s`.", e.format, write, x.name)
	}
	words, err := w.pack()
	if err != nil {
		return err
	}
	var b []byte
	var m made
	err = w.reading(ctx, func(r *room.Room) (err error) {
		scope := report.Scope{Workspace: r.State().Workspace, Guide: words, Contacts: e.contacts, At: w.now(), Days: day.OrderOf(day.Locale(w.getenv))}
		if words == nil {
			scope.Guide = keptPack(r.State())
		}
		if e.partner != "" {
			p, err := findPartner(report.AllPartners(scope.Workspace), e.partner)
			if err != nil {
				return err
			}
			scope.Only = p.ID
		}
		e.version = func(seq uint64) (workspace.Workspace, error) { return r.Version(ctx, seq) }
		if m, err = x.make(e, report.New(scope)); err == nil {
			b, err = e.write(m, scope.At)
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := w.output(e.out, b, e.contacts); err != nil {
		return err
	}
	if m.heed != "" {
		_, _ = fmt.Fprintln(w.err, m.heed)
	}
	return nil
}

// write makes the format that was asked for.
func (e *export) write(m made, now time.Time) ([]byte, error) {
	b, err := convert.Encode(e.format, m.Made, now)
	if errors.Is(err, convert.ErrEmpty) {
		return nil, sayf("There is nothing in it yet that a calendar could show. Nothing was written; give something a day first, or write it with --format md.")
	}
	return b, err
}

// findPartner finds a partner by its name, by words that are in no other name, or by its ID.
func findPartner(all []partner.Partner, name string) (partner.Partner, error) {
	var same, part, alike []partner.Partner
	key := text.Key(name)
	for _, p := range all {
		switch {
		case text.Key(p.Name) == key || string(p.ID) == name:
			same = append(same, p)
		case key != "" && strings.Contains(" "+text.Key(p.Name)+" ", " "+key+" "):
			part = append(part, p)
		case text.Similar(p.Name, name):
			alike = append(alike, p)
		}
	}
	if len(same) == 0 && len(part) == 1 {
		return part[0], nil
	}
	alike = append(alike, part...)
	if len(same) == 1 {
		return same[0], nil
	}
	if len(same) > 1 {
		return partner.Partner{}, sayf("%d partners are called %q. Nothing was written: use the ID instead, which `convene export inventory --format json` lists.", len(same), name)
	}
	if len(alike) > 0 {
		return partner.Partner{}, sayf("There is no partner %q. Nothing was written; did you mean %q?", name, alike[0].Name)
	}
	return partner.Partner{}, sayf("There is no partner %q. Nothing was written; `convene export inventory --format csv` lists them all.", name)
}

// findRound finds a card sort by what somebody calls it.
func findRound(s cardsort.State, which string) (cardsort.Round, error) {
	all := s.InOrder()
	if len(all) == 0 {
		return cardsort.Round{}, sayf("There is no card sort yet. Nothing was written; open the workspace and start one.")
	}
	switch strings.ToLower(which) {
	case "last":
		if r, ok := s.Latest(); ok {
			return r, nil
		}
		return cardsort.Round{}, sayf("No card sort is settled yet. Nothing was written; `--round open` writes the one that is open.")
	case "open":
		if r, ok := s.OpenRound(); ok {
			return r, nil
		}
		return cardsort.Round{}, sayf("No card sort is open. Nothing was written; `--round last` writes the one that was settled last.")
	}
	if n, err := strconv.Atoi(which); err == nil && n >= 1 && n <= len(all) {
		return all[n-1], nil
	}
	var names []string
	for i, r := range all {
		if strings.EqualFold(r.Name, which) {
			return r, nil
		}
		names = append(names, fmt.Sprintf("%d (%s)", i+1, r.Name))
	}
	return cardsort.Round{}, sayf("There is no card sort %q. Nothing was written; there are %s.", which, strings.Join(names, ", "))
}
