package cli

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (w *world) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Say which convene this is", Args: exactly(0, "convene version"),
		RunE: func(*cobra.Command, []string) error { return w.say("%s", version()) },
	}
}

// version names the program as it was built.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "convene " + runtime.Version()
	}
	v, commit, changed := info.Main.Version, "", ""
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			commit = s.Value[:min(12, len(s.Value))]
		case "vcs.modified":
			if s.Value == "true" {
				changed = ", changed since"
			}
		}
	}
	if v == "" || v == "(devel)" {
		v = "development"
	}
	if commit != "" {
		v += " (" + commit + changed + ")"
	}
	return "convene " + v + ", " + runtime.Version()
}
