package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/convert/csv"
	"convene/internal/convert/markdown"
	"convene/internal/guide"
	"convene/internal/report"
	"convene/internal/room"
	"convene/internal/text"
)

// export is what the export commands have in common.
type export struct {
	format, out, partner string
	contacts             bool
	round                string
}

func formats() []string { return []string{"csv", "md", "json"} }

func (w *world) exportCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "export", Short: "Write what the team keeps for reading elsewhere",
		Long:    "Writes the inventory or a card sort as a table (csv), a document (md) or for other programs (json).\nContacts are left out unless --with-contacts asks for them.",
		Example: "  convene export inventory --format csv -o partners.csv\n  convene export cardsort --format md",
		Args: func(*cobra.Command, []string) error {
			return usagef("Write `convene export inventory` or `convene export cardsort`, with --format csv, md or json.")
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	c.AddCommand(w.exportInventory(), w.exportCardSort())
	return c
}

func (e *export) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&e.format, "format", "", "csv, md or json")
	f.StringVarP(&e.out, "output", "o", "", "write to `FILE` instead of standard output")
	f.StringVar(&e.partner, "partner", "", "only the partner of that `NAME`")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats(), cobra.ShellCompDirectiveNoFileComp))
}

func (e *export) check(c *cobra.Command) error {
	if !slices.Contains(formats(), e.format) {
		return usagef("Write `%s --format csv`, md or json.", c.CommandPath())
	}
	return nil
}

func (w *world) exportInventory() *cobra.Command {
	var e export
	c := &cobra.Command{
		Use: "inventory --format csv|md|json", Short: "Write the inventory of partners",
		Example: "  convene export inventory --format csv -o partners.csv\n  convene export inventory --format md --partner \"Eastside Library\"\n" +
			"  convene export inventory --format csv --with-contacts -o all.csv    may be imported again without loss",
		Args: exactly(0, "convene export inventory --format csv"),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := e.check(c); err != nil {
				return err
			}
			words, err := w.pack()
			if err != nil {
				return err
			}
			var b []byte
			err = w.reading(c.Context(), func(r *room.Room) (err error) {
				b, err = e.inventory(r.State(), w.now(), words)
				return err
			})
			if err != nil {
				return err
			}
			return w.output(e.out, b, e.contacts)
		},
	}
	e.flags(c)
	c.Flags().BoolVar(&e.contacts, "with-contacts", false, "with people's names, emails and phone numbers")
	return c
}

func (e *export) inventory(s *room.State, now time.Time, words *guide.Pack) ([]byte, error) {
	if words == nil {
		words = keptPack(s)
	}
	i := report.Inventory{Team: s.TeamName(), Partners: report.AllPartners(s.Workspace), Contacts: e.contacts, At: now, Guide: words}
	if e.partner != "" {
		p, err := findPartner(i.Partners, e.partner)
		if err != nil {
			return nil, err
		}
		i.Partners = []partner.Partner{p}
	}
	return e.write(i.Table, i.Doc, func() any { return i.JSON() })
}

// write makes the format that was asked for.
func (e *export) write(table func() report.Table, doc func() report.Doc, data func() any) ([]byte, error) {
	var b bytes.Buffer
	switch e.format {
	case "csv":
		t := table()
		err := csv.Write(&b, t.Header, t.Rows)
		return b.Bytes(), err
	case "md":
		err := markdown.Write(&b, doc())
		return b.Bytes(), err
	}
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(data())
	return b.Bytes(), err
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

func (w *world) exportCardSort() *cobra.Command {
	var e export
	c := &cobra.Command{
		Use: "cardsort --format csv|md|json", Short: "Write the result of a card sort",
		Example: "  convene export cardsort --format md -o result.md\n  convene export cardsort --format csv --round 1      the first sort of all",
		Args:    exactly(0, "convene export cardsort --format md"),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := e.check(c); err != nil {
				return err
			}
			var b []byte
			err := w.reading(c.Context(), func(r *room.Room) (err error) {
				b, err = e.cardSort(r.State(), w.now().Location())
				return err
			})
			if err != nil {
				return err
			}
			return w.output(e.out, b, false)
		},
	}
	e.flags(c)
	c.Flags().StringVar(&e.round, "round", "last", "last (settled), open, or the `N`th")
	c.Flags().Bool("with-contacts", false, "has no effect: a card sort holds no contacts")
	_ = c.Flags().MarkHidden("with-contacts")
	_ = c.RegisterFlagCompletionFunc("round", cobra.FixedCompletions([]string{"last", "open"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func (e *export) cardSort(s *room.State, zone *time.Location) ([]byte, error) {
	round, err := findRound(s.CardSort, e.round)
	if err != nil {
		return nil, err
	}
	var only partner.ID
	if e.partner != "" {
		p, err := findPartner(report.AllPartners(s.Workspace), e.partner)
		if err != nil {
			return nil, err
		}
		only = p.ID
	}
	c := report.NewCardSort(s.Workspace, round.ID, only, zone)
	return e.write(c.Table, c.Doc, func() any { return c.JSON() })
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
