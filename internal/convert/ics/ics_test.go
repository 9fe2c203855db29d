package ics

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-ical"
	"pgregory.net/rapid"

	"convene/internal/text"
)

func stamp() time.Time {
	return time.Date(2026, 11, 16, 9, 30, 15, 0, time.FixedZone("somewhere", -5*3600))
}

func encode(t interface {
	Fatal(...any)
	Helper()
}, c Calendar) string {
	t.Helper()
	c.Stamp = stamp()
	b, err := Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// strict reads a calendar as RFC 5545 asks, line by line, and then by a library.
func strict(t interface {
	Fatal(...any)
	Fatalf(string, ...any)
	Helper()
}, s string) *ical.Calendar {
	t.Helper()
	if !strings.HasSuffix(s, "\r\n") || strings.Count(s, "\r") != strings.Count(s, "\r\n") || strings.Count(s, "\n") != strings.Count(s, "\r\n") {
		t.Fatal("lines do not end with CR LF")
	}
	var open []string
	unfolded := strings.ReplaceAll(s, "\r\n ", "")
	for line := range strings.SplitSeq(strings.TrimSuffix(s, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || line == "" || line == " " {
			t.Fatalf("the line %q has %d octets", line, len(line))
		}
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(unfolded, "\r\n"), "\r\n") {
		name, value, ok := strings.Cut(line, ":")
		if !ok || name == "" || strings.Trim(strings.SplitN(name, ";", 2)[0], "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") != "" {
			t.Fatalf("%q is no property", line)
		}
		switch name {
		case "BEGIN":
			open = append(open, value)
		case "END":
			if len(open) == 0 || open[len(open)-1] != value {
				t.Fatalf("%q ends nothing", line)
			}
			open = open[:len(open)-1]
		case "METHOD":
			t.Fatal("there is a METHOD")
		}
	}
	cal, err := ical.NewDecoder(strings.NewReader(s)).Decode()
	if err != nil || len(open) > 0 {
		t.Fatalf("%v, open: %v\n%s", err, open, s)
	}
	return cal
}

func TestWhole(t *testing.T) {
	got := encode(t, Calendar{Name: "Maple River, plan", Events: []Event{{UID: "m1@convene", Summary: "News; for families, in brief", Description: "Line 1\nC:\\x",
		On: "2026-12-01", RRule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270611", Except: []Date{"2026-12-29", "2027-01-12"}}},
		Todos: []Todo{{UID: "s1@convene", Summary: "Call the library", Due: "2026-12-05", Begun: true}}})
	want := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//convene//convene//EN
CALSCALE:GREGORIAN
X-WR-CALNAME:Maple River\, plan
BEGIN:VEVENT
UID:m1@convene
DTSTAMP:20261116T143015Z
DTSTART;VALUE=DATE:20261201
DTEND;VALUE=DATE:20261202
TRANSP:TRANSPARENT
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270611
EXDATE;VALUE=DATE:20261229
EXDATE;VALUE=DATE:20270112
SUMMARY:News\; for families\, in brief
DESCRIPTION:Line 1\nC:\\x
END:VEVENT
BEGIN:VTODO
UID:s1@convene
DTSTAMP:20261116T143015Z
DUE;VALUE=DATE:20261205
STATUS:IN-PROCESS
SUMMARY:Call the library
END:VTODO
END:VCALENDAR
`, "\n", "\r\n")
	if got != want {
		t.Errorf("got\n%s", got)
	}
	cal := strict(t, got)
	if s, err := cal.Events()[0].Props.Text(ical.PropSummary); err != nil || s != "News; for families, in brief" {
		t.Errorf("%q, %v", s, err)
	}
	var b bytes.Buffer
	if err := Write(&b, Calendar{}); err == nil || b.Len() > 0 {
		t.Error("an empty calendar was written")
	}
}

func TestInvalid(t *testing.T) {
	ny := place(t, "America/New_York")
	at := time.Date(2027, 1, 12, 15, 30, 0, 0, ny)
	for name, e := range map[string]Event{
		"no UID":               {On: "2026-12-01"},
		"a UID of two lines":   {UID: "x\r\nATTENDEE:mailto:a@b", On: "2026-12-01"},
		"a UID beyond ASCII":   {UID: "é", On: "2026-12-01"},
		"a long UID":           {UID: strings.Repeat("x", 256), On: "2026-12-01"},
		"no day":               {UID: "x"},
		"a day and a time":     {UID: "x", On: "2026-12-01", At: at},
		"no such day":          {UID: "x", On: "2026-02-31"},
		"a day of two lines":   {UID: "x", On: "2026-12-01\r\nX:1"},
		"a duration of days":   {UID: "x", On: "2026-12-01", Duration: time.Hour},
		"days of a time":       {UID: "x", At: at, Days: 1},
		"backwards":            {UID: "x", At: at, Duration: -time.Hour},
		"half a second":        {UID: "x", At: at.Add(time.Millisecond)},
		"a nameless zone":      {UID: "x", At: at.In(time.FixedZone("", 3600))},
		"a zone of two lines":  {UID: "x", At: at.In(time.FixedZone("a\r\nX", 3600))},
		"the second 1:30":      {UID: "x", At: time.Date(2026, 11, 1, 6, 30, 0, 0, time.UTC).In(ny)},
		"skips of no series":   {UID: "x", On: "2026-12-01", Except: []Date{"2026-12-01"}},
		"skips out of order":   {UID: "x", On: "2026-12-01", RRule: "FREQ=DAILY", Except: []Date{"2026-12-03", "2026-12-02"}},
		"a skip that is none":  {UID: "x", On: "2026-12-01", RRule: "FREQ=DAILY", Except: []Date{"soon"}},
		"rule of two lines":    {UID: "x", On: "2026-12-01", RRule: "FREQ=DAILY\r\nATTENDEE:x"},
		"rule by the hour":     {UID: "x", On: "2026-12-01", RRule: "FREQ=HOURLY"},
		"rule with hours":      {UID: "x", On: "2026-12-01", RRule: "FREQ=DAILY;BYHOUR=3"},
		"rule said twice":      {UID: "x", On: "2026-12-01", RRule: "FREQ=DAILY;INTERVAL=2;INTERVAL=3"},
		"rule with two ends":   {UID: "x", On: "2026-12-01", RRule: "FREQ=DAILY;COUNT=3;UNTIL=20270101"},
		"rule without FREQ":    {UID: "x", On: "2026-12-01", RRule: "INTERVAL=2"},
		"rule out of step":     {UID: "x", On: "2026-12-01", RRule: "FREQ=WEEKLY;BYDAY=MO"},
		"rule out of month":    {UID: "x", On: "2026-12-01", RRule: "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1"},
		"rule ended":           {UID: "x", On: "2026-12-01", RRule: "FREQ=DAILY;UNTIL=20261130"},
		"rule until no day":    {UID: "x", On: "2026-12-01", RRule: "FREQ=DAILY;UNTIL=20261131"},
		"nth without month":    {UID: "x", On: "2026-12-01", RRule: "FREQ=WEEKLY;BYDAY=1TU"},
		"day without month":    {UID: "x", On: "2026-12-01", RRule: "FREQ=YEARLY;BYMONTHDAY=1"},
		"rule with 0":          {UID: "x", On: "2026-12-01", RRule: "FREQ=DAILY;INTERVAL=0"},
		"rule with a sign":     {UID: "x", On: "2026-12-01", RRule: "FREQ=DAILY;INTERVAL=+1"},
		"rule with no weekday": {UID: "x", On: "2026-12-01", RRule: "FREQ=WEEKLY;BYDAY=T"},
		"rule without value":   {UID: "x", On: "2026-12-01", RRule: "FREQ"},
	} {
		_, err := Encode(Calendar{Stamp: stamp(), Events: []Event{e}})
		var bad *InvalidError
		if !errors.As(err, &bad) || bad.Error() == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, c := range map[string]Calendar{
		"no entry": {Stamp: stamp()},
		"no stamp": {Todos: []Todo{{UID: "x"}}},
		"twice":    {Stamp: stamp(), Events: []Event{{UID: "x", On: "2026-12-01"}}, Todos: []Todo{{UID: "x"}}},
		"due":      {Stamp: stamp(), Todos: []Todo{{UID: "x", Due: "soon"}}},
	} {
		if _, err := Encode(c); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}

func TestTodoStates(t *testing.T) {
	s := encode(t, Calendar{Todos: []Todo{{UID: "a", Summary: "a"}, {UID: "b", Done: true}}})
	strict(t, s)
	if !strings.Contains(s, "STATUS:NEEDS-ACTION\r\n") || !strings.Contains(s, "STATUS:COMPLETED\r\nPERCENT-COMPLETE:100\r\n") || strings.Contains(s, "DUE") {
		t.Error(s)
	}
}

// TestRoundTrip: whatever people wrote comes back as the sanitiser leaves it, and begins no property of its own.
func TestRoundTrip(t *testing.T) {
	words := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z,;:\\"\r\n\t ]{0,200}`),
		rapid.SampledFrom([]string{"x\r\nATTENDEE:mailto:evil@x", "学校与社区 🎒 " + strings.Repeat("é", 300), "\x1b]0;x\x07y", "a\\nb", " \u2028x", strings.Repeat("👩‍👩‍👧", 60)}))
	rapid.Check(t, func(t *rapid.T) {
		e := Event{UID: "e", Summary: words.Draw(t, "summary"), Description: words.Draw(t, "description"), Location: words.Draw(t, "location"), On: "2026-12-01"}
		name := words.Draw(t, "name")
		s := encode(t, Calendar{Name: name, Events: []Event{e}})
		cal := strict(t, s)
		props := cal.Events()[0].Props
		for prop, want := range map[string]string{"SUMMARY": text.Line(e.Summary, text.BlockMax), "DESCRIPTION": text.Block(e.Description, TextMax),
			"LOCATION": text.Line(e.Location, text.LineMax)} {
			got := ""
			if p := props.Get(prop); p != nil {
				var err error
				if got, err = p.Text(); err != nil {
					t.Fatal(err)
				}
			}
			if got != want {
				t.Fatalf("%s: %q, want %q", prop, got, want)
			}
		}
		if got := len(props); got > 9 || len(props["ATTENDEE"]) > 0 {
			t.Fatalf("%d properties:\n%s", got, s)
		}
	})
}

// TestSeries: a reader finds the days that the rule and the exceptions say, by the library's reckoning.
func TestSeries(t *testing.T) {
	s := encode(t, Calendar{Events: []Event{
		{UID: "a", On: "2026-12-01", RRule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270112", Except: []Date{"2026-12-29"}},
		{UID: "b", On: "2026-11-30", RRule: "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4"},
		{UID: "c", On: "2026-11-27", RRule: "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2"},
		{UID: "d", On: "2026-12-21", Days: 12},
	}})
	events := strict(t, s).Events()
	for i, want := range []string{"2026-12-01 2026-12-15 2027-01-12", "2026-11-30 2026-12-31 2027-01-31 2027-02-28", "2026-11-27 2026-12-25"} {
		set, err := events[i].RecurrenceSet(time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, at := range set.All() {
			got = append(got, at.Format(time.DateOnly))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%v, want %s", got, want)
		}
	}
	if end, err := events[3].DateTimeEnd(time.UTC); err != nil || end.Format(time.DateOnly) != "2027-01-02" {
		t.Errorf("%v, %v", end, err)
	}
}

func FuzzEncode(f *testing.F) {
	f.Add("u1", "Summary", "Two\nlines", "FREQ=WEEKLY;BYDAY=TU", "2026-12-01", "2026-12-08", int64(0), "Europe/Berlin")
	f.Add("u2", "x\r\ny", "", "FREQ=MONTHLY;BYDAY=-1TU;COUNT=3", "", "", int64(1798800000), "America/New_York")
	f.Fuzz(func(t *testing.T, uid, summary, description, rule, on, except string, at int64, zone string) {
		e := Event{UID: uid, Summary: summary, Description: description, RRule: rule, On: Date(on)}
		if except != "" {
			e.Except = []Date{Date(except)}
		}
		if at != 0 {
			loc, err := time.LoadLocation(zone)
			if err != nil {
				loc = time.FixedZone(zone, int(at%80000))
			}
			e.At = time.Unix(at%4e9, 0).In(loc)
		}
		b, err := Encode(Calendar{Name: summary, Stamp: stamp(), Events: []Event{e}, Todos: []Todo{{UID: fmt.Sprint(at), Summary: description, Due: Date(on)}}})
		if err == nil {
			strict(t, string(b))
		}
	})
}
