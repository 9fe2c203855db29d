package kit

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Key is one row of a key table: what a key does, as data that the footer, the help and the key list all read.
type Key struct {
	Press []string                 // as Bubble Tea names them: "enter", "ctrl+z", "1"
	Show  string                   // as people see it: "1 2 3", "Enter"
	Help  string                   // what it does, in a few words
	Foot  int                      // 1 is the first in the footer; 0 stands in the help only
	Off   string                   // why it does nothing now, as a sentence; empty where it works
	Run   func() tea.Cmd           // nil for a key that the text field itself handles
	With  func(key string) tea.Cmd // instead of Run where several keys share a row
}

// Table is the key table of one mode of a screen: "" is its usual one. It is made when it is asked for.
type Table struct {
	Mode string
	Keys func() []Key
}

// Find returns the row of a key.
func Find(keys []Key, press string) (Key, bool) {
	for _, k := range keys {
		if slices.Contains(k.Press, press) {
			return k, true
		}
	}
	return Key{}, false
}

// Do runs the row for that key.
func (k Key) Do(press string) tea.Cmd {
	switch {
	case k.With != nil:
		return k.With(press)
	case k.Run != nil:
		return k.Run()
	}
	return nil
}

// Foot lists the keys that belong in the footer, the most important first.
func Foot(keys []Key) []Key {
	var out []Key
	for _, k := range keys {
		if k.Foot > 0 && k.Off == "" {
			out = append(out, k)
		}
	}
	slices.SortStableFunc(out, func(a, b Key) int { return a.Foot - b.Foot })
	return out
}

// Moving is the rows of a key table that choose in a list: step moves by rows, page is how many rows a page has.
func Moving(what string, step func(int) tea.Cmd, page func() int) []Key {
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { return step(n) } }
	return []Key{
		{Press: []string{"up"}, Show: "↑↓", Help: what, Foot: 1, Run: by(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: by(1)},
		{Press: []string{"pgup"}, Show: "PgUp", Help: "page up", Run: func() tea.Cmd { return step(-page()) }},
		{Press: []string{"pgdown"}, Show: "PgDn", Help: "page down", Run: func() tea.Cmd { return step(page()) }},
		{Press: []string{"home"}, Show: "Home", Help: "first", Run: by(-1 << 30)},
		{Press: []string{"end"}, Show: "End", Help: "last", Run: by(1 << 30)},
	}
}
