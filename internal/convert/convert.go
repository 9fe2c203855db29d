// Package convert writes what a report has made in the format that somebody asked for.
package convert

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"convene/internal/convert/csv"
	"convene/internal/convert/docx"
	"convene/internal/convert/html"
	"convene/internal/convert/ics"
	"convene/internal/convert/markdown"
	"convene/internal/report"
)

// Made is a report before it is written: what its formats need. What does not fit it is nil.
type Made struct {
	Table    func() report.Table
	Doc      func() report.Doc
	Data     func() any
	Calendar func() report.Calendar
}

// ErrEmpty says that a calendar would have nothing in it.
var ErrEmpty = errors.New("there is nothing in it that a calendar could show")

// Binary says that a format is no text to be read on a terminal.
func Binary(format string) bool { return format == "docx" }

// Encode writes in one of the formats csv, md, html, docx, ics and json. now is when it is made.
func Encode(format string, m Made, now time.Time) ([]byte, error) {
	var b bytes.Buffer
	var err error
	switch format {
	case "csv":
		t := m.Table()
		err = csv.Write(&b, t.Header, t.Rows)
	case "md":
		err = markdown.Write(&b, m.Doc())
	case "html":
		err = html.Write(&b, m.Doc())
	case "docx":
		err = docx.Write(&b, m.Doc())
	case "ics":
		return calendar(m.Calendar(), now)
	case "json":
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		err = enc.Encode(m.Data())
	default:
		err = fmt.Errorf("there is no format %q", format)
	}
	return b.Bytes(), err
}

// calendar writes what other calendars read.
func calendar(c report.Calendar, now time.Time) ([]byte, error) {
	if len(c.Events)+len(c.Tasks) == 0 {
		return nil, ErrEmpty
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
