// Package ics writes iCalendar files (RFC 5545) that strict readers take. It knows no activity: it is given events and
// tasks. Events are all-day ones unless they say otherwise, so that no reader's time zone moves them.
//
// Lines are folded at 75 octets between runes and end with CR LF. Text is cleaned and escaped, so that no value can begin a
// property of its own. DTSTAMP is in UTC. There is no METHOD: a file is imported, it invites nobody. Times in a zone come
// with a VTIMEZONE made from Go's time zone data.
package ics

import (
	"fmt"
	"io"
	"strings"
	"time"

	"convene/internal/text"
)

// Product is the PRODID of every calendar.
const Product = "-//convene//convene//EN"

// How much a value takes.
const (
	TextMax   = 8000 // characters of a description
	UIDMax    = 255  // octets
	ExceptMax = 5000 // days of one event
)

// Date is a calendar day, written 2006-01-02. The empty Date is none.
type Date string

// Calendar is one file.
type Calendar struct {
	Name   string    // as calendars show it; empty for none
	Stamp  time.Time // when it was made
	Events []Event
	Todos  []Todo
}

// Event is one entry, or a series. It begins with On (all day) or with At (a time in At's zone): one of the two.
type Event struct {
	UID         string // the same in every file for the same thing: printable ASCII without spaces
	Summary     string // one line
	Description string // paragraphs
	Location    string // one line
	On          Date
	Days        int // of an all-day event; 0 is one
	At          time.Time
	Duration    time.Duration // of an event with a time, in whole seconds; 0: only its beginning is known
	RRule       string        // the value of an RRULE, as Rule describes; empty: once
	Except      []Date        // days of the series that are left out
}

// Todo is one task.
type Todo struct {
	UID         string
	Summary     string
	Description string
	Due         Date // none: it has no day
	Begun, Done bool
}

// InvalidError says what of a calendar cannot be written: a mistake of the caller, not of the person.
type InvalidError struct {
	UID    string // of the entry; empty: of the calendar
	Reason string
}

func (e *InvalidError) Error() string {
	if e.UID == "" {
		return "the calendar cannot be written: " + e.Reason
	}
	return fmt.Sprintf("the calendar entry %q cannot be written: %s", e.UID, e.Reason)
}

// Write writes a calendar, or nothing where it is not valid (*InvalidError). A calendar has at least one entry.
func Write(w io.Writer, c Calendar) error {
	b, err := Encode(c)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// Encode is Write into memory.
func Encode(c Calendar) ([]byte, error) {
	if err := c.valid(); err != nil {
		return nil, err
	}
	var w writer
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", Product)
	w.line("CALSCALE", "GREGORIAN")
	if name := text.Line(c.Name, text.NameMax); name != "" {
		w.text("X-WR-CALNAME", name)
	}
	for _, z := range zones(c.Events) {
		z.write(&w)
	}
	stamp := c.Stamp.UTC().Format(utcTime)
	for _, e := range c.Events {
		e.write(&w, stamp)
	}
	for _, t := range c.Todos {
		t.write(&w, stamp)
	}
	w.line("END", "VCALENDAR")
	return w.b.Bytes(), nil
}

const (
	dateOnly  = "20060102"
	localTime = "20060102T150405"
	utcTime   = "20060102T150405Z"
)

func (e Event) write(w *writer, stamp string) {
	w.line("BEGIN", "VEVENT")
	w.line("UID", e.UID)
	w.line("DTSTAMP", stamp)
	if e.On != "" {
		on := e.On.time()
		w.line("DTSTART;VALUE=DATE", on.Format(dateOnly))
		w.line("DTEND;VALUE=DATE", on.AddDate(0, 0, max(e.Days, 1)).Format(dateOnly))
		w.line("TRANSP", "TRANSPARENT") // nobody is busy all day because of it
	} else {
		w.time("DTSTART", e.At)
		if end := e.At.Add(e.Duration); e.Duration > 0 && zoned(end) == "" {
			w.time("DTEND", end)
		} else if e.Duration > 0 { // it ends in an hour that comes twice
			w.line("DURATION", fmt.Sprintf("PT%dS", int(e.Duration.Seconds())))
		}
	}
	if e.RRule != "" {
		rule, _ := parseRule(e.RRule) // valid has looked at it
		w.line("RRULE", rule.on(e))
		e.writeExcept(w)
	}
	w.words(e.Summary, e.Description)
	if s := text.Line(e.Location, text.LineMax); s != "" {
		w.text("LOCATION", s)
	}
	w.line("END", "VEVENT")
}

// writeExcept writes the days that are left out: as days, or as the times at which the series would fall on them.
func (e Event) writeExcept(w *writer) {
	for _, d := range e.Except {
		if e.On != "" {
			w.line("EXDATE;VALUE=DATE", d.time().Format(dateOnly))
			continue
		}
		y, m, n := d.time().Date()
		h, min, s := e.At.Clock()
		if utc(e.At) {
			w.line("EXDATE", time.Date(y, m, n, h, min, s, 0, time.UTC).Format(utcTime))
		} else { // written by the clock on the wall, which may show a time that a change of the clocks leaves out
			w.line("EXDATE;TZID="+e.At.Location().String(), time.Date(y, m, n, h, min, s, 0, time.UTC).Format(localTime))
		}
	}
}

func (t Todo) write(w *writer, stamp string) {
	w.line("BEGIN", "VTODO")
	w.line("UID", t.UID)
	w.line("DTSTAMP", stamp)
	if t.Due != "" {
		w.line("DUE;VALUE=DATE", t.Due.time().Format(dateOnly))
	}
	switch {
	case t.Done:
		w.line("STATUS", "COMPLETED")
		w.line("PERCENT-COMPLETE", "100")
	case t.Begun:
		w.line("STATUS", "IN-PROCESS")
	default:
		w.line("STATUS", "NEEDS-ACTION")
	}
	w.words(t.Summary, t.Description)
	w.line("END", "VTODO")
}

// time is midnight of the day in UTC.
func (d Date) time() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d))
	return t
}

func (d Date) valid() bool {
	t, err := time.Parse(time.DateOnly, string(d))
	return err == nil && t.Year() >= 1 && t.Year() < 9999 && t.Format(time.DateOnly) == string(d)
}

func utc(t time.Time) bool { return t.Location() == time.UTC || t.Location().String() == "UTC" }

func (c Calendar) valid() error {
	if len(c.Events)+len(c.Todos) == 0 {
		return &InvalidError{"", "it has no entry"}
	}
	if y := c.Stamp.UTC().Year(); c.Stamp.IsZero() || y < 1970 || y > 9998 {
		return &InvalidError{"", "it does not say when it was made"}
	}
	seen := map[string]bool{}
	for _, e := range c.Events {
		if err := once(seen, e.UID); err != "" {
			return &InvalidError{e.UID, err}
		}
		if err := e.valid(); err != "" {
			return &InvalidError{e.UID, err}
		}
	}
	for _, t := range c.Todos {
		if err := once(seen, t.UID); err != "" {
			return &InvalidError{t.UID, err}
		}
		if t.Due != "" && !t.Due.valid() {
			return &InvalidError{t.UID, "it is due on no day"}
		}
	}
	return nil
}

func once(seen map[string]bool, uid string) string {
	switch {
	case uid == "" || len(uid) > UIDMax || strings.ContainsFunc(uid, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`\,;"`, r) }):
		return "its UID is not printable ASCII without spaces"
	case seen[uid]:
		return "another one has the same UID"
	}
	seen[uid] = true
	return ""
}

func (e Event) valid() string {
	switch {
	case (e.On == "") == e.At.IsZero():
		return "it needs a day or a time, one of the two"
	case e.On != "" && (!e.On.valid() || e.Duration != 0):
		return "its day is none, or it has a duration too"
	case e.Days < 0 || e.Days > 366 || e.Days > 0 && e.On == "":
		return "its number of days is wrong"
	case e.Duration < 0 || e.Duration > 366*24*time.Hour || e.Duration%time.Second != 0:
		return "its duration is no whole number of seconds, or too long"
	case e.RRule == "" && len(e.Except) > 0 || len(e.Except) > ExceptMax:
		return "it leaves out days of no series, or too many"
	}
	if e.On == "" {
		if why := zoned(e.At); why != "" {
			return why
		}
	}
	for i, d := range e.Except {
		if !d.valid() || i > 0 && d <= e.Except[i-1] {
			return "the days to leave out are not in order, or are none"
		}
	}
	if e.RRule == "" {
		return ""
	}
	rule, why := parseRule(e.RRule)
	if why == "" {
		why = rule.fits(e)
	}
	return why
}
