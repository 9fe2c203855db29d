package cli

import (
	"context"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"convene/internal/guide"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/workspace"
)

// pack reads the guide pack that the settings name, nil where they name none.
func (w *world) pack() (*guide.Pack, error) {
	s, err := w.settings()
	if err != nil || s.Guide == "" {
		return nil, err
	}
	return readPack(s.Guide)
}

// readPack reads a guide pack; its mistakes are told with file and line.
func readPack(dir string) (*guide.Pack, error) {
	p, err := guide.Load(dir)
	var problems guide.Problems
	switch {
	case err == nil:
		return p, nil
	case errors.As(err, &problems):
		return nil, sayf("The guide in %q cannot be used, and nothing was changed. Correct this and try again:\n%v", dir, problems)
	}
	first, n := utf8.DecodeRuneInString(err.Error())
	return nil, sayf("%s Nothing was changed.", string(unicode.ToUpper(first))+strings.TrimSuffix(err.Error(), ".")[n:]+".")
}

// keptPack is the wording that a workspace keeps, else the built-in one.
func keptPack(s *room.State) *guide.Pack {
	if kept, ok := s.Guide.Get(workspace.GuideKey); ok && len(kept.Words) > 0 {
		return guide.FromWording(kept.Words)
	}
	return guide.Default()
}

// usePack keeps a pack with the workspace, and says whether it was another one. A person who may not choose the wording
// goes on with the one that is kept.
func usePack(ctx context.Context, s *room.Session, p *guide.Pack) (changed bool, err error) {
	now, _ := s.State().Guide.Get(workspace.GuideKey)
	if now.Hash == "" {
		now.Hash = guide.Default().Hash()
	}
	if p == nil || p.Hash() == now.Hash || s.Actor().Role != ledger.Facilitator {
		return false, nil
	}
	op := workspace.UseGuide{Hash: p.Hash()}
	if op.Hash != guide.Default().Hash() {
		op.Words = p.Wording()
	}
	_, err = s.Do(ctx, op)
	return err == nil, err
}

func (w *world) guideCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "guide", Short: "Put your team's own words in place of the built-in ones",
		Long: `A guide is a folder of Markdown files: categories, kinds of partner, questions, templates and help. What a file does not
have comes from the built-in guide; the IDs in braces stay. Sorts that were opened before keep their words.`,
		Example: "  convene guide export our-words       write the built-in guide, to change it\n  convene guide use our-words          keep those words with the workspace\n" +
			"  convene --guide our-words            the same, and open it\n  convene guide use --built-in",
		Args: func(*cobra.Command, []string) error {
			return usagef("Write `convene guide export DIR` or `convene guide use DIR`.")
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	c.AddCommand(w.guideExport(), w.guideUse())
	return c
}

func (w *world) guideExport() *cobra.Command {
	return &cobra.Command{
		Use: "export DIR", Short: "Write the built-in guide to a folder, for changing it",
		Example: "  convene guide export our-words", Args: exactly(1, "convene guide export DIR"), ValidArgsFunction: folders,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := guide.Export(args[0]); err != nil {
				return err
			}
			return w.say("Wrote the built-in guide to %s. Change its words, then write `convene guide use %s`.", args[0], args[0])
		},
	}
}

func folders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

func (w *world) guideUse() *cobra.Command {
	var builtIn bool
	c := &cobra.Command{
		Use: "use DIR|--built-in", Short: "Keep a guide's words with the workspace",
		Example: "  convene guide use our-words\n  convene guide use --built-in",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 || (len(args) == 1) == builtIn {
				return usagef("Write `convene guide use DIR` or `convene guide use --built-in`.")
			}
			return nil
		},
		ValidArgsFunction: folders,
		RunE: func(c *cobra.Command, args []string) error {
			p := guide.Default()
			if !builtIn {
				var err error
				if p, err = readPack(args[0]); err != nil {
					return err
				}
			}
			return w.entered(c.Context(), func(s *room.Session) error {
				changed, err := usePack(c.Context(), s, p)
				switch {
				case err != nil:
					return err
				case !changed:
					return w.say("The workspace has these words already, so nothing was changed.")
				}
				return w.say("The workspace has the words of %q from now on.", p.Name)
			})
		},
	}
	c.Flags().BoolVar(&builtIn, "built-in", false, "go back to the built-in words")
	return c
}
