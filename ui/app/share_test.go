package app_test

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"convene/ui/app"
)

// TestLineToType: the line that lets people in stands in one piece on every size of terminal, with its code where there is
// room for one.
func TestLineToType(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 3} {
		for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 45}, {64, 16}} {
			line := "ssh -p 2222 antelope-blizzard-cardinal-dolphin@192.168.100.200"
			d := open(t, app.Options{W: size[0], H: size[1], Profile: colorprofile.TrueColor}, false)
			d.Model.Invites(func(a app.Asked) (app.Invitation, error) {
				return app.Invitation{Lines: []string{line, strings.Replace(line, "200", "201", 1), strings.Replace(line, "200", "202", 1)}[:n],
					Link: "ssh://antelope-blizzard-cardinal-dolphin@192.168.100.200:2222", Fingerprint: "SHA256:" + strings.Repeat("x", 43), Until: time.Now()}, nil
			})
			d.Press("S")
			s := d.Screen()
			if got := strings.Count(s, "ssh -p 2222 antelope-blizzard-cardinal-dolphin@192.168.100."); got != n {
				t.Errorf("%v: %d of %d lines are whole:\n%s", size, got, n, s)
			}
			if code := strings.Contains(s, "▀▀"); code != (size[1] >= 30) && n == 1 && size[1] != 24 {
				t.Errorf("%v: a code is shown: %v\n%s", size, code, s)
			}
			d.Shows(t, "asked for a name")
		}
	}
}
