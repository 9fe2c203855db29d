package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagError says in one line what is wrong with a flag.
func flagError(c *cobra.Command, err error) error {
	help := fmt.Sprintf("Write `%s --help` to see its flags.", c.CommandPath())
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() == "" {
			name = "--" + name
		} else {
			name = "-" + name
		}
		return usagef("`%s` has no flag %s. %s", c.CommandPath(), name, help)
	case errors.As(err, &bare):
		return usagef("The flag --%s needs a value. %s", bare.GetFlag().Name, help)
	case errors.As(err, &invalid):
		return usagef("%q does not fit the flag --%s. %s", invalid.GetValue(), invalid.GetFlag().Name, help)
	}
	return usagef("The flags cannot be read (%v). %s", err, help)
}

// exactly takes n arguments, and else says what to write.
func exactly(n int, write string) cobra.PositionalArgs {
	return between(n, n, write)
}

// between takes from min to max arguments, and else says what to write.
func between(min, max int, write string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < min || len(args) > max {
			return usagef("Write `%s`.", write)
		}
		return nil
	}
}

// isFile says that an argument in a command's place is meant as a workspace.
func isFile(arg string) bool {
	return strings.ContainsAny(arg, "/"+string(os.PathSeparator)) || strings.HasSuffix(arg, ".convene")
}

// openAs is how the person would write the file to open it.
func openAs(path string) string {
	if !isFile(path) {
		path = "./" + path
	}
	if strings.ContainsAny(path, " '\"$&;()<>|*?") {
		path = "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}

// unknown is for what is neither a command nor a file.
func unknown(c *cobra.Command, arg string) error {
	if s := c.Root().SuggestionsFor(arg); len(s) > 0 {
		return usagef("There is no command %q. Did you mean `convene %s`?", arg, s[0])
	}
	if info, err := os.Stat(arg); err == nil && info.Mode().IsRegular() {
		return usagef("There is no command %q. To open the file of that name, write `convene %s`.", arg, openAs(arg))
	}
	return usagef("There is no command %q. Write `convene help` for the list, or `convene ./%s` for a workspace of that name.", arg, arg)
}
