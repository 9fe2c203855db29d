package paint

import (
	"io"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
)

// Profile is how many colours the terminal behind w has, by its environment, as lines of NAME=value. A w that is no
// file is taken for the line to a remote terminal. NO_COLOR with any value but the empty one means no colour; bold,
// underline and reverse stay.
func Profile(w io.Writer, env []string) colorprofile.Profile {
	if f, ok := w.(term.File); ok && !term.IsTerminal(f.Fd()) {
		return colorprofile.NoTTY
	}
	p := colorprofile.Env(env)
	for _, e := range env {
		if v, ok := strings.CutPrefix(e, "NO_COLOR="); ok && v != "" {
			p = min(p, colorprofile.Ascii)
		}
	}
	return p
}
