package cli

import (
	"encoding/hex"
	"strings"
	"time"

	"convene/internal/convert/ics"
	"convene/internal/report"
)

// calendar writes what other calendars read.
func calendar(c report.Calendar, now time.Time) ([]byte, error) {
	if len(c.Events)+len(c.Tasks) == 0 {
		return nil, sayf("There is nothing in it yet that a calendar could show. Nothing was written; give something a day first, or write it with --format md.")
	}
	out := ics.Calendar{Name: c.Name, Stamp: now}
	for _, e := range c.Events {
		event := ics.Event{UID: uid(e.ID), Summary: e.Title, Description: e.Text, On: ics.Date(e.First), RRule: e.Rule}
		for _, d := range e.Except[max(0, len(e.Except)-ics.ExceptMax):] {
			event.Except = append(event.Except, ics.Date(d))
		}
		out.Events = append(out.Events, event)
	}
	for _, t := range c.Tasks {
		out.Todos = append(out.Todos, ics.Todo{UID: uid(t.ID), Summary: t.Title, Description: t.Text, Due: ics.Date(t.Due), Begun: t.Begun, Done: t.Done})
	}
	return ics.Encode(out)
}

// uid is the same for the same thing in every file, so that a calendar that has it changes it instead of adding it.
func uid(id string) string {
	if strings.Trim(id, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.") != "" {
		id = hex.EncodeToString([]byte(id))
	}
	return "convene-" + id
}
