package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Change is one field before and after. A nil From or To is the field's zero value.
type Change struct {
	From json.RawMessage `json:"from,omitempty"`
	To   json.RawMessage `json:"to,omitempty"`
}

// Patch is an edit: the fields that it changes, by their JSON names, each with the value that it replaces. Edits of
// different fields merge; edits of the same field meet.
type Patch map[string]Change

// MeetError says that somebody else changed the same fields first. Nothing was changed.
type MeetError struct {
	Fields []string        // JSON names, in order
	Now    json.RawMessage // the record as it is now
}

func (e *MeetError) Error() string {
	return fmt.Sprintf("Somebody else has just changed %s. Both versions are kept: choose one.", strings.Join(e.Fields, ", "))
}

// Diff is the patch that makes b out of a: only fields whose JSON differs.
func Diff[R any](a, b R) Patch {
	fa, fb := fields(a), fields(b)
	p := Patch{}
	for k, v := range fb {
		if !same(fa[k], v) {
			p[k] = Change{fa[k], v}
		}
	}
	for k, v := range fa {
		if _, ok := fb[k]; !ok {
			p[k] = Change{v, nil}
		}
	}
	return p
}

// Apply returns the record with the patch's new values, whatever the old ones were. It returns rec and an error where a
// field is unknown or a value does not fit.
func Apply[R any](rec R, p Patch) (R, error) {
	f := fields(rec)
	for k, c := range p {
		if c.To == nil {
			delete(f, k)
		} else {
			f[k] = c.To
		}
	}
	b, err := json.Marshal(f)
	if err != nil {
		return rec, err
	}
	var out R
	if err := strict(b, &out); err != nil {
		return rec, err
	}
	return out, nil
}

// Check says why a patch cannot be applied to rec: it changes nothing, a value does not fit, or the fields have been
// changed by somebody else (*MeetError). A field that already holds the new value does not meet.
func Check[R any](rec R, p Patch) error {
	if len(p) == 0 {
		return errors.New("Nothing was changed.")
	}
	if _, err := Apply(rec, p); err != nil {
		return fmt.Errorf("That value does not fit: %w. Nothing was changed.", err)
	}
	now := fields(rec)
	var met []string
	for k, c := range p {
		if !same(now[k], c.From) && !same(now[k], c.To) {
			met = append(met, k)
		}
	}
	if len(met) == 0 {
		return nil
	}
	slices.Sort(met)
	b, err := json.Marshal(rec)
	if err != nil {
		return err
	}
	return &MeetError{met, b}
}

// fields are a record's JSON fields. Records leave out what is empty (omitempty, omitzero), so that absent is zero.
func fields(rec any) map[string]json.RawMessage {
	b, err := json.Marshal(rec)
	if err != nil {
		panic(fmt.Sprintf("ledger: a record cannot be written: %v", err)) // a record is plain data
	}
	f := map[string]json.RawMessage{}
	if err := json.Unmarshal(b, &f); err != nil {
		panic(fmt.Sprintf("ledger: a record is no object: %v", err))
	}
	return f
}

func same(a, b json.RawMessage) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	var x, y bytes.Buffer
	if json.Compact(&x, a) != nil || json.Compact(&y, b) != nil {
		return false
	}
	return bytes.Equal(x.Bytes(), y.Bytes())
}
