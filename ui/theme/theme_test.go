package theme

import (
	"image/color"
	"math"
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// luminance and contrast are WCAG 2.2's.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func TestContrast(t *testing.T) {
	if c := contrast(color.White, color.Black); math.Abs(c-21) > 0.01 {
		t.Fatal("the formula is wrong:", c)
	}
	for _, tt := range []struct {
		name    Name
		own     color.Color // what the terminal's own text is taken to be
		grounds []color.Color
		text    float64
	}{
		{Dark, rgb(0xc8ccd4), []color.Color{rgb(0x14161b), rgb(0x000000), rgb(0x1e1e1e)}, 4.5},
		{Light, rgb(0x24292f), []color.Color{rgb(0xffffff), rgb(0xfafafa)}, 4.5},
		{Contrast, nil, []color.Color{rgb(0x000000)}, 7},
	} {
		for _, p := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256} {
			v := reflect.ValueOf(*New(tt.name, Options{Profile: p}))
			for i := range v.NumField() {
				ink, ok := v.Field(i).Interface().(Ink)
				if !ok {
					continue
				}
				field := v.Type().Field(i).Name
				fg, want := ink.Fg, tt.text
				if field == "Border" {
					want = 3 // WCAG 1.4.11: what is no text
				}
				if fg == nil {
					fg = tt.own
				}
				if tt.name == Contrast && ink.Bg == nil || tt.name != Contrast && ink.Bg != nil {
					t.Errorf("%s %s: background %v", tt.name, field, ink.Bg)
				}
				for _, bg := range tt.grounds {
					if c := contrast(p.Convert(fg), bg); c < want {
						t.Errorf("%s %s in %v on %v: %.2f, want %.1f", tt.name, field, p, bg, c, want)
					}
				}
			}
		}
	}
}

func TestAccentIsForSelectionAlone(t *testing.T) {
	for _, n := range Names() {
		th := New(n, Options{})
		v := reflect.ValueOf(*th)
		for i := range v.NumField() {
			field := v.Type().Field(i).Name
			if ink, ok := v.Field(i).Interface().(Ink); ok && ink.Fg == th.Accent.Fg && field != "Accent" && field != "BorderFocus" && field != "Selected" {
				t.Errorf("%s: %s has the accent's colour", n, field)
			}
		}
		if th.Selected.Attrs&uv.AttrReverse == 0 || th.Accent.Attrs == th.Text.Attrs || th.Field.Underline == 0 {
			t.Errorf("%s: without colours, selection or field is not seen", n)
		}
	}
}

func TestSymbols(t *testing.T) {
	check := func(field, s string, ascii bool) {
		if ansi.StringWidth(s) != 1 || utf8.RuneCountInString(s) != 1 || ascii && s[0] > 0x7e {
			t.Errorf("%s %q: %d cells, %d code points", field, s, ansi.StringWidth(s), utf8.RuneCountInString(s))
		}
	}
	for _, ascii := range []bool{false, true} {
		v := reflect.ValueOf(New(Dark, Options{ASCII: ascii}).Symbols)
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if name != "Levels" {
				check(name, v.Field(i).String(), ascii)
				continue
			}
			for j := range v.Field(i).Len() {
				check(name, v.Field(i).Index(j).String(), ascii)
			}
		}
	}
	for _, ascii := range []bool{false, true} {
		s := New(Dark, Options{ASCII: ascii}).Symbols
		if s.Clear == s.Could || s.Could == s.None || s.Clear == s.None || s.Open == s.Doing || s.Doing == s.Done || s.Open == s.Done {
			t.Error("signs that mean different things look the same")
		}
	}
}

func TestNames(t *testing.T) {
	n := Dark
	for range Names() {
		if got, ok := Parse(string(n)); got != n || !ok {
			t.Errorf("Parse(%q) = %q, %v", n, got, ok)
		}
		n = n.Next()
	}
	if n != Dark {
		t.Error("Next does not come around:", n)
	}
	if _, ok := Parse("pink"); ok || New("pink", Options{}).Name != Dark || Name("pink").Next() != Dark {
		t.Error("an unknown theme is not the dark one")
	}
	if *New(Dark, Options{}) != *New(Dark, Options{}) {
		t.Error("two of one kind differ")
	}
}

func TestSixteenColours(t *testing.T) {
	for _, n := range Names() {
		v := reflect.ValueOf(*New(n, Options{Profile: colorprofile.ANSI}))
		for i := range v.NumField() {
			if ink, ok := v.Field(i).Interface().(Ink); ok {
				for _, c := range []color.Color{ink.Fg, ink.Bg} {
					if _, basic := c.(ansi.BasicColor); c != nil && !basic {
						t.Errorf("%s %s: %v is none of the 16", n, v.Type().Field(i).Name, c)
					}
				}
			}
		}
	}
}
