package ics

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"github.com/teambition/rrule-go"
)

func place(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Skipf("%s is not known here: %v", name, err)
	}
	return loc
}

func TestTimes(t *testing.T) {
	ny := place(t, "America/New_York")
	got := encode(t, Calendar{Events: []Event{{UID: "m1", Summary: "Joint meeting", At: time.Date(2026, 9, 8, 15, 30, 0, 0, ny), Duration: time.Hour,
		RRule: "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270611", Except: []Date{"2026-12-22"}}, {UID: "u", At: time.Date(2026, 9, 8, 15, 30, 0, 0, time.UTC), RRule: "FREQ=DAILY", Except: []Date{"2026-09-09"}}}})
	for _, want := range []string{"TZID:America/New_York", "DTSTART;TZID=America/New_York:20260908T153000", "DTEND;TZID=America/New_York:20260908T163000",
		"EXDATE;TZID=America/New_York:20261222T153000", "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20270612T035959Z", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
		"RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nTZNAME:EDT", "DTSTART:20260908T153000Z", "EXDATE:20260909T153000Z"} {
		if !strings.Contains(got, want+"\r\n") {
			t.Errorf("there is no %s in\n%s", want, got)
		}
	}
	if strings.Count(got, "BEGIN:VTIMEZONE") != 1 {
		t.Error(got)
	}
	cal := strict(t, got)
	set, err := cal.Events()[0].RecurrenceSet(ny)
	if err != nil {
		t.Fatal(err)
	}
	all := set.All()
	if len(all) != 39 {
		t.Errorf("%d meetings", len(all))
	}
	for _, at := range all {
		if h, m, _ := at.In(ny).Clock(); h != 15 || m != 30 || at.In(ny).Weekday() != time.Tuesday || at.In(ny).Format(time.DateOnly) == "2026-12-22" {
			t.Errorf("a meeting at %s", at.In(ny))
		}
	}
	spring, autumn := all[slices.IndexFunc(all, func(at time.Time) bool { return at.Month() == time.March && at.Day() > 13 })], all[0]
	if spring.UTC().Hour() != 19 || autumn.UTC().Hour() != 19 || all[12].UTC().Hour() != 20 {
		t.Errorf("%s, %s, %s", autumn.UTC(), all[12].UTC(), spring.UTC())
	}
}

func TestEndInTheHourThatComesTwice(t *testing.T) {
	ny := place(t, "America/New_York")
	got := encode(t, Calendar{Events: []Event{{UID: "m", At: time.Date(2026, 11, 1, 0, 30, 0, 0, ny), Duration: 2 * time.Hour}}})
	strict(t, got)
	if !strings.Contains(got, "DURATION:PT7200S\r\n") || strings.Contains(got, "DTEND") {
		t.Error(got)
	}
}

// onset is one observance of a VTIMEZONE, repeated as its rule says: an offset from a moment on.
type onset struct {
	at     time.Time
	offset int
}

// observed reads a VTIMEZONE as RFC 5545 (section 3.6.5) says.
func observed(t *testing.T, tz *ical.Component, until time.Time) []onset {
	t.Helper()
	var out []onset
	for _, c := range tz.Children {
		wall, err := time.Parse(localTime, c.Props.Get("DTSTART").Value)
		if err != nil {
			t.Fatal(err)
		}
		from, to := seconds(t, c.Props.Get("TZOFFSETFROM").Value), seconds(t, c.Props.Get("TZOFFSETTO").Value)
		walls := []time.Time{wall}
		if p := c.Props.Get("RRULE"); p != nil {
			o, err := rrule.StrToROption(p.Value)
			if err != nil {
				t.Fatal(err)
			}
			o.Dtstart = wall
			r, err := rrule.NewRRule(*o)
			if err != nil {
				t.Fatal(err)
			}
			if walls = r.Between(wall, until.AddDate(30, 0, 0), true); len(walls) == 0 || !walls[0].Equal(wall) {
				t.Fatalf("%s does not begin at %s", p.Value, wall)
			}
		}
		for _, w := range walls {
			out = append(out, onset{w.Add(-time.Duration(from) * time.Second), to})
		}
	}
	slices.SortFunc(out, func(a, b onset) int { return a.at.Compare(b.at) })
	return out
}

func seconds(t *testing.T, s string) int {
	t.Helper()
	h, err1 := strconv.Atoi(s[1:3])
	m, err2 := strconv.Atoi(s[3:5])
	if err1 != nil || err2 != nil || len(s) != 5 {
		t.Fatalf("the offset %s", s)
	}
	if s[0] == '-' {
		return -h*3600 - m*60
	}
	return h*3600 + m*60
}

// TestZones: read back, a VTIMEZONE gives the offset that Go knows, every half hour of the years that are needed: where
// clocks change in spring and autumn, where they never do, where winter is the exception, where the moon says when.
func TestZones(t *testing.T) {
	for _, name := range []string{"America/New_York", "Europe/Berlin", "Europe/London", "Europe/Dublin", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo",
		"Africa/Casablanca", "America/Phoenix", "Pacific/Apia", "Asia/Beirut", "America/Santiago", "Asia/Kathmandu", "America/Havana", "Africa/Cairo", "Asia/Gaza"} {
		loc := place(t, name)
		for _, c := range []struct {
			first time.Time
			rule  string
			years int
		}{{time.Date(2026, 11, 24, 15, 30, 0, 0, loc), "FREQ=WEEKLY", 12}, {time.Date(2026, 7, 1, 8, 0, 0, 0, loc), "FREQ=WEEKLY;UNTIL=20270630", 1},
			{time.Date(2016, 1, 5, 8, 0, 0, 0, loc), "FREQ=WEEKLY", 10}, {time.Date(2027, 2, 2, 8, 0, 0, 0, loc), "", 0}} {
			s := encode(t, Calendar{Events: []Event{{UID: "m", At: c.first, Duration: time.Hour, RRule: c.rule}}})
			cal := strict(t, s)
			if cal.Children[0].Name != "VTIMEZONE" || cal.Children[0].Props.Get("TZID").Value != name {
				t.Fatal(s)
			}
			end := c.first.AddDate(c.years, 0, 0)
			list := observed(t, cal.Children[0], end)
			if len(list) > 140 {
				t.Errorf("%s is written in %d changes", name, len(list))
			}
			i := 0
			for at := c.first; !at.After(end); at = at.Add(30 * time.Minute) {
				for i+1 < len(list) && !list[i+1].at.After(at) {
					i++
				}
				if _, want := at.Zone(); list[i].at.After(at) || list[i].offset != want {
					t.Fatalf("%s: at %s the offset is %d, want %d\n%s", name, at, list[i].offset, want, s)
				}
			}
		}
	}
}
