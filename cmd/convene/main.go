// Command convene is a terminal in which a school's SEL team runs its partnership meetings.
package main

import (
	"os"

	"convene/internal/cli"
	"convene/internal/store/boltlog"
)

func main() {
	if handled, code := boltlog.ChildMain(); handled {
		os.Exit(code)
	}
	os.Exit(cli.Main())
}
