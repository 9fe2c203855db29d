// Package theme turns what a piece of text means (it is selected, it went well, it is a key) into how it looks. A
// [Theme] is built for one session and never changes. Whatever a colour says, a word or a [Symbols] sign says too.
package theme

import (
	"image/color"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Ink is a style ready for cells.
type Ink = uv.Style

// Name names a theme, in settings and on the command line. Shared pictures are told apart by it, not by a *Theme, of
// which every session has its own.
type Name string

// The themes.
const (
	Dark     Name = "dark"     // for terminals with a dark background
	Light    Name = "light"    // for terminals with a light background
	Contrast Name = "contrast" // white on black whatever the terminal has, all text at least 7:1
)

// Plain is no theme to look at: each of its inks says only which one it is, and a [Dye] gives it the colours of a theme.
const Plain Name = "plain"

// Names lists the themes in the order in which a switch goes through them.
func Names() []Name { return []Name{Dark, Light, Contrast} }

// Parse reads a theme's name; false: there is none of that name.
func Parse(s string) (Name, bool) {
	for _, n := range Names() {
		if string(n) == s {
			return n, true
		}
	}
	return Dark, false
}

// Next is the theme after n, for a switch on one key.
func (n Name) Next() Name {
	all := Names()
	for i := range all {
		if all[i] == n {
			return all[(i+1)%len(all)]
		}
	}
	return Dark
}

// Options says what a terminal can show.
type Options struct {
	Profile colorprofile.Profile // Unknown is taken for all colours; the painter takes away what a terminal lacks
	ASCII   bool                 // signs from the ASCII stand-ins
}

// Theme holds one ink for each meaning. It compares with ==.
type Theme struct {
	Name Name

	Ground      Ink // fill a screen with it before drawing: the terminal's own, except in the contrast theme
	Text        Ink // ordinary text
	Muted       Ink // what is read second
	Faint       Ink // what is hardly read: hints in empty fields, what is switched off
	Heading     Ink // over a group of things
	Accent      Ink // what is selected, and nothing else
	Good        Ink
	Warn        Ink
	Bad         Ink
	Border      Ink // around what can be picked up or typed into
	BorderFocus Ink // the same, selected
	Field       Ink // text being typed
	Key         Ink // a key's name in the footer
	Title       Ink // the header line

	Selected Ink // the bar over what is selected: the accent, reversed
	Symbols  Symbols
	ASCII    bool // borders too are drawn with + - and |
}

// shades are the colours of a theme; nil is the terminal's own.
type shades struct {
	ground, text, muted, faint, accent, good, warn, bad, border color.Color
}

// New builds a theme. An unknown name gives the dark one.
func New(name Name, o Options) *Theme {
	if _, ok := Parse(string(name)); !ok && name != Plain {
		name = Dark
	}
	s := shadesOf(name)
	ink := func(fg color.Color, attrs uint8) Ink { return Ink{Fg: fg, Bg: s.ground, Attrs: attrs} }
	t := &Theme{
		Name:        name,
		Ground:      ink(s.text, 0),
		Text:        ink(s.text, 0),
		Muted:       ink(s.muted, 0),
		Faint:       ink(s.faint, 0),
		Heading:     ink(s.text, uv.AttrBold),
		Accent:      ink(s.accent, uv.AttrBold),
		Good:        ink(s.good, 0),
		Warn:        ink(s.warn, 0),
		Bad:         ink(s.bad, uv.AttrBold),
		Border:      ink(s.border, 0),
		BorderFocus: ink(s.accent, uv.AttrBold),
		Field:       ink(s.text, 0),
		Key:         ink(s.text, uv.AttrBold),
		Title:       ink(s.text, uv.AttrBold),
		Selected:    ink(s.accent, uv.AttrReverse|uv.AttrBold),
		Symbols:     unicodeSymbols(),
	}
	t.Field.Underline = uv.UnderlineSingle
	if o.Profile == colorprofile.ANSI {
		t.sixteen()
	}
	if o.ASCII {
		t.Symbols, t.ASCII = asciiSymbols(), true
	}
	return t
}

// inks are all inks of a theme, in one order.
func (t *Theme) inks() []*Ink {
	return []*Ink{&t.Ground, &t.Text, &t.Muted, &t.Faint, &t.Heading, &t.Accent, &t.Good, &t.Warn, &t.Bad,
		&t.Border, &t.BorderFocus, &t.Field, &t.Key, &t.Title, &t.Selected}
}

// Dye turns the inks of [Plain] into those of a theme on terminals of one kind. Other inks stay as they are.
func Dye(name Name, profile colorprofile.Profile) func(Ink) Ink {
	to := map[Ink]Ink{}
	now := New(name, Options{Profile: profile}).inks()
	for i, ink := range New(Plain, Options{}).inks() {
		to[*ink] = *now[i]
	}
	return func(ink Ink) Ink {
		if t, ok := to[ink]; ok {
			return t
		}
		return ink
	}
}

func shadesOf(n Name) shades {
	switch n {
	case Plain:
		return shades{text: rgb(1), muted: rgb(2), faint: rgb(3), accent: rgb(4), good: rgb(5), warn: rgb(6), bad: rgb(7), border: rgb(8)}
	case Light:
		return shades{
			muted: rgb(0x4f5560), faint: rgb(0x666c76), accent: rgb(0x0b57a8),
			good: rgb(0x1d6b2f), warn: rgb(0x7d5200), bad: rgb(0xb3261e), border: rgb(0x868c96),
		}
	case Contrast:
		return shades{
			ground: rgb(0x000000), text: rgb(0xffffff), muted: rgb(0xe4e4e4), faint: rgb(0xc6c6c6), accent: rgb(0xffff00),
			good: rgb(0x87ff87), warn: rgb(0xffaf5f), bad: rgb(0xffafaf), border: rgb(0xffffff),
		}
	}
	return shades{
		muted: rgb(0xa9b0bc), faint: rgb(0x8f97a4), accent: rgb(0x7cc4ff),
		good: rgb(0x7fd18b), warn: rgb(0xe9b95b), bad: rgb(0xff8f85), border: rgb(0x6c7480),
	}
}

// sixteen takes colours by name where a terminal has 16: what those are is up to its user, who can read them; the
// nearest to ours might be any.
func (t *Theme) sixteen() {
	accent, good, warn, bad := ansi.BrightCyan, ansi.BrightGreen, ansi.BrightYellow, ansi.BrightRed
	switch t.Name {
	case Light: // no yellow can be read on white
		accent, good, warn, bad = ansi.Blue, ansi.Green, ansi.Magenta, ansi.Red
	case Contrast:
		accent, good, warn, bad = ansi.BrightYellow, ansi.BrightGreen, ansi.BrightCyan, ansi.BrightWhite
	}
	t.Accent.Fg, t.BorderFocus.Fg, t.Selected.Fg = accent, accent, accent
	t.Good.Fg, t.Warn.Fg, t.Bad.Fg = good, warn, bad
	if t.Name == Contrast {
		for _, i := range []*Ink{&t.Ground, &t.Text, &t.Muted, &t.Faint, &t.Heading, &t.Border, &t.Field, &t.Key, &t.Title} {
			i.Fg = ansi.BrightWhite
		}
		for _, i := range t.inks() {
			i.Bg = ansi.Black
		}
		return
	}
	t.Muted.Fg, t.Border.Fg = nil, nil
	t.Faint.Fg, t.Faint.Attrs = nil, uv.AttrFaint
}

func rgb(v uint32) color.Color {
	return color.RGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}
