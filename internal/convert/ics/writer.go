package ics

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"

	"convene/internal/text"
)

// lineMax is how long a line may be, in octets without its end (RFC 5545, section 3.1).
const lineMax = 75

type writer struct{ b bytes.Buffer }

// line writes a property whose value needs no escaping. Nobody else's text comes here: names, dates, rules and checked
// UIDs only.
func (w *writer) line(name, value string) {
	s := name + ":" + value
	for most := lineMax; len(s) > most; most = lineMax - 1 { // the space in front of what goes on counts too
		n := most
		for !utf8.RuneStart(s[n]) {
			n--
		}
		w.b.WriteString(s[:n] + "\r\n ")
		s = s[n:]
	}
	w.b.WriteString(s + "\r\n")
}

// text writes a property whose value is text that was cleaned.
func (w *writer) text(name, clean string) {
	w.line(name, strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(clean))
}

func (w *writer) words(summary, description string) {
	if s := text.Line(summary, text.BlockMax); s != "" {
		w.text("SUMMARY", s)
	}
	if s := text.Block(description, TextMax); s != "" {
		w.text("DESCRIPTION", s)
	}
}

// time writes a time in its zone.
func (w *writer) time(name string, t time.Time) {
	if utc(t) {
		w.line(name, t.Format(utcTime))
	} else {
		w.line(name+";TZID="+t.Location().String(), t.Format(localTime))
	}
}
