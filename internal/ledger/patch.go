package ledger

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Change is one field before and after. A nil From or To is the field's zero value.
type Change struct {
	From json.RawMessage `json:"from,omitempty"`
	To   json.RawMessage `json:"to,omitempty"`
}

// Patch is an edit: the fields that it changes, by their JSON names, each with the value that it replaces. Fields of a
// struct inside the record are named with a dot ("partner_contact.email"). Edits of different fields merge; edits of
// the same field meet.
type Patch map[string]Change

// MeetError says that somebody else changed the same fields first. Nothing was changed.
type MeetError struct {
	Fields []string        // JSON names, in order
	Now    json.RawMessage // the record as it is now
}

func (e *MeetError) Error() string {
	return fmt.Sprintf("Somebody else has just changed %s. Both versions are kept: choose one.", strings.Join(e.Fields, ", "))
}

// Diff is the patch that makes b out of a: only fields that differ. No value and an empty list are the same.
func Diff[R any](a, b R) Patch {
	p := Patch{}
	fa, fb := leaves(&a), leaves(&b)
	for i, f := range fa {
		was, is := plain(f.at), plain(fb[i].at)
		if !bytes.Equal(was, is) {
			p[f.name] = Change{was, is}
		}
	}
	return p
}

// Apply returns the record with the patch's new values, whatever the old ones were. It returns rec and an error where a
// field is unknown or a value does not fit.
func Apply[R any](rec R, p Patch) (R, error) {
	out := rec // what stays is shared with rec: set replaces values and never writes into them
	fields := leaves(&out)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		i := slices.IndexFunc(fields, func(f leaf) bool { return f.name == name })
		if i < 0 {
			return rec, fmt.Errorf("there is no field %q", name)
		}
		if err := set(fields[i].at, p[name].To); err != nil {
			return rec, fmt.Errorf("the field %s: %w", name, err)
		}
	}
	return out, nil
}

// Fits says why a patch is none of this program's records: a field is unknown or a value does not fit. Ops that carry
// patches ask it in Known.
func Fits[R any](p Patch) error {
	var zero R
	_, err := Apply(zero, p)
	return err
}

// Check says why a patch cannot be applied to rec: it changes nothing, a value does not fit, or the fields have been
// changed by somebody else (*MeetError). A field that already holds the new value does not meet.
func Check[R any](rec R, p Patch) error {
	if len(p) == 0 {
		return Refuse("Nothing was changed.")
	}
	next, err := Apply(rec, p)
	if err != nil {
		return Refuse("That value does not fit: %v. Nothing was changed.", err)
	}
	was, err := Apply(rec, reverse(p))
	if err != nil {
		return Refuse("What the value replaces does not fit: %v. Nothing was changed.", err)
	}
	var met []string
	then, after := leaves(&was), leaves(&next)
	for i, f := range leaves(&rec) {
		if _, ok := p[f.name]; !ok {
			continue
		}
		now := plain(f.at)
		if !bytes.Equal(now, plain(then[i].at)) && !bytes.Equal(now, plain(after[i].at)) {
			met = append(met, f.name)
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

func reverse(p Patch) Patch {
	out := make(Patch, len(p))
	for k, c := range p {
		out[k] = Change{c.To, c.From}
	}
	return out
}

// leaf is one field of a record, with the name that patches call it by.
type leaf struct {
	name string
	at   reflect.Value
}

// leaves lists a record's fields in the order of its type. JSON itself would match "Name" with "name": here a name is
// exact, so that nothing slips past a rule about a field.
func leaves[R any](rec *R) []leaf {
	v := reflect.ValueOf(rec).Elem()
	if v.Kind() != reflect.Struct {
		panic("ledger: " + v.Type().String() + " is no record") // a mistake in the program
	}
	return appendLeaves(make([]leaf, 0, 32), "", v)
}

func appendLeaves(out []leaf, prefix string, v reflect.Value) []leaf {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct:
			out = appendLeaves(out, prefix, v.Field(i))
			continue
		case !f.IsExported() || name == "-":
			continue
		case name == "":
			name = f.Name
		}
		if parts(f.Type) {
			out = appendLeaves(out, prefix+name+".", v.Field(i))
		} else {
			out = append(out, leaf{prefix + name, v.Field(i)})
		}
	}
	return out
}

// parts says that a field is edited part by part: a struct, but not one that is written as a single value, as a time is.
func parts(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && !t.Implements(reflect.TypeFor[json.Marshaler]())
}

// plain is a field's value as JSON, nil for its zero value.
func plain(v reflect.Value) json.RawMessage {
	if v.IsZero() || (v.Kind() == reflect.Slice || v.Kind() == reflect.Map) && v.Len() == 0 {
		return nil
	}
	b, err := json.Marshal(v.Interface())
	if err != nil {
		panic(fmt.Sprintf("ledger: a record cannot be written: %v", err)) // a record is plain data
	}
	return b
}

func set(field reflect.Value, b json.RawMessage) error {
	next := reflect.New(field.Type())
	if b != nil {
		if err := strict(b, next.Interface()); err != nil {
			return err
		}
	}
	field.Set(next.Elem())
	return nil
}
