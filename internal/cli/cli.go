// Package cli is the command line: flags to wiring, errors to plain sentences.
package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"convene/internal/room"
)

// The exit codes.
const (
	exitFailed = 1 // what was asked for did not happen; why stands on standard error
	exitUsage  = 2 // the command was not written as convene reads it
)

// Main runs the program's command line and returns its exit code.
func Main() int { return untilStopped(here()) }

// untilStopped runs this process's command line until it is done, or a signal asks it to end.
func untilStopped(w *world) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, w, os.Args[1:])
}

// here is the world around this process.
func here() *world {
	w := &world{
		in: bufio.NewReader(os.Stdin), out: os.Stdout, err: os.Stderr, getenv: os.Getenv, now: time.Now,
		asks:  term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stderr.Fd())),
		draws: term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stdout.Fd())), prints: term.IsTerminal(int(os.Stdout.Fd())),
	}
	w.show = w.draw
	return w
}

// world is what a command may use of the world around it.
type world struct {
	in       *bufio.Reader
	out, err io.Writer
	getenv   func(string) string
	now      func() time.Time // local time
	asks     bool             // somebody is there to answer a question
	draws    bool             // there is a terminal to draw on
	prints   bool             // what is written to standard output is shown on a terminal
	show     func(context.Context, *room.Session) error
	flags    flags
	held     string // the path of the workspace file that this process holds, empty while it holds none
}

// flags are the global ones.
type flags struct {
	file, theme, guide string
	ascii, still       bool
	asciiSet, stillSet bool
}

// run runs one command and says what went wrong.
func run(ctx context.Context, w *world, args []string) int {
	root := w.root()
	root.SetArgs(args)
	root.SetIn(w.in)
	root.SetOut(w.out)
	root.SetErr(w.err)
	err := root.ExecuteContext(ctx)
	var usage *usageError
	var quiet *quietError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &quiet):
		return quiet.code
	case errors.Is(err, syscall.EPIPE):
		return exitFailed // whoever read our output has gone: nobody is left to tell
	case errors.As(err, &usage):
		_, _ = fmt.Fprintln(w.err, usage.line)
		return exitUsage
	case errors.Is(err, context.Canceled):
		_, _ = fmt.Fprintln(w.err, "Stopped. What was saved before is safe.")
		return exitFailed
	}
	_, _ = fmt.Fprintln(w.err, err)
	return exitFailed
}

// usageError says in one line what to write instead.
type usageError struct{ line string }

func (e *usageError) Error() string { return e.line }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// quietError ends the program with a code when all that there is to say has been said.
type quietError struct{ code int }

func (e *quietError) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// sayf is an error for a person: what happened, what is safe, what to do next.
func sayf(format string, args ...any) error { return fmt.Errorf(format, args...) }

// say writes a line for the person who asked.
func (w *world) say(format string, args ...any) error {
	return w.write(fmt.Appendf(nil, format+"\n", args...))
}

const rootLong = `convene is where a school's SEL team keeps its community partners, sorts them and plans with them.

FILE is a workspace: anything with a / in it or ending in .convene. Without FILE it is the one that --file names, then
CONVENE_FILE, then team.convene in your data folder.`

const rootExample = `  convene                              open your team's workspace
  convene maple-grove.convene          open another one
  convene new maple-grove.convene --team "Maple Grove SEL team"
  convene demo                         look round in a made-up one; nothing is kept`

// root is the whole command tree.
func (w *world) root() *cobra.Command {
	c := &cobra.Command{
		Use: "convene [FILE]", Short: "Run your SEL team's partnership meetings, and keep what they decide",
		Long: rootLong, Example: rootExample, Version: version(),
		SilenceErrors: true, SilenceUsage: true, Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"convene"}, cobra.ShellCompDirectiveFilterFileExt
		},
		PersistentPreRun: func(c *cobra.Command, _ []string) {
			w.flags.asciiSet, w.flags.stillSet = c.Flags().Changed("ascii"), c.Flags().Changed("reduced-motion")
		},
		RunE: w.open,
	}
	c.SuggestionsMinimumDistance = 2
	c.SetVersionTemplate("{{.Version}}\n")
	c.SetFlagErrorFunc(flagError)
	f := c.PersistentFlags()
	f.StringVarP(&w.flags.file, "file", "f", "", "the workspace `FILE`")
	f.StringVar(&w.flags.theme, "theme", "", "dark, light or contrast")
	f.StringVar(&w.flags.guide, "guide", "", "the words of the guide in the folder `DIR`")
	f.BoolVar(&w.flags.ascii, "ascii", false, "draw with plain ASCII signs")
	f.BoolVar(&w.flags.still, "reduced-motion", false, "nothing moves by itself")
	_ = c.MarkPersistentFlagDirname("guide")
	_ = c.RegisterFlagCompletionFunc("theme", cobra.FixedCompletions([]string{"dark", "light", "contrast"}, cobra.ShellCompDirectiveNoFileComp))
	c.AddCommand(w.newCommand(), w.demoCommand(), w.importCommand(), w.exportCommand(), w.logCommand(), w.checkCommand(),
		w.backupCommand(), w.guideCommand(), w.settingsCommand(), w.serveCommand(), w.stageCommand(), w.manCommand(), w.versionCommand())
	c.InitDefaultHelpCmd()
	c.InitDefaultCompletionCmd("completion")
	return c
}
