package workspace

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

// TestAnyValueOfAnOp: the zero value of every op, and one with something in every field, can be checked, applied, written
// and read, on an empty workspace and on a full one.
func TestAnyValueOfAnOp(t *testing.T) {
	ops := Ops()
	full := newWorld(t)
	story(full)
	for _, name := range ops.Names() {
		for _, op := range []any{ops.Sample(name), sample(ops.Sample(name))} {
			for _, w := range []Workspace{{}, full.now()} {
				tryOp(t, ops, w, name, op)
			}
		}
	}
}

func tryOp(t *testing.T, ops *ledger.Registry[Workspace], w Workspace, name string, op any) {
	t.Helper()
	before := asText(t, w)
	for _, role := range ledger.Roles() {
		e := ledger.Entry{Seq: 99, At: time.Unix(1, 0), By: ledger.Actor{Person: "x", Role: role}}
		if err := ops.Check(w, op, Stamp(w, e, op)); err != nil && err.Error() == "" {
			t.Errorf("%s is refused without a word", name)
		}
	}
	if err := Unreferred(w, op); err != nil && err.Error() == "" {
		t.Errorf("%s is refused without a word", name)
	}
	as, data, err := ops.Encode(op)
	if err != nil || as != name {
		t.Fatalf("%s is written as %s: %v", name, as, err)
	}
	if _, err := ops.Fold(w, ledger.Entry{Seq: 99, Op: as, Data: data}); err != nil {
		t.Errorf("%s %s: %v", name, data, err)
	}
	if asText(t, w) != before {
		t.Errorf("%s changed what it was given", name)
	}
}

// TestPatchesAreKnown: an op that carries a Patch says which fields it knows, or a field of a newer program would be
// passed over in silence.
func TestPatchesAreKnown(t *testing.T) {
	ops := Ops()
	for _, name := range ops.Names() {
		op := ops.Sample(name)
		if _, ok := op.(ledger.Knower); !ok && holds(reflect.TypeOf(op), reflect.TypeFor[ledger.Patch](), 0) {
			t.Errorf("%s carries a ledger.Patch and is no ledger.Knower: write func (op %T) Known() error { return ledger.Fits[…](op.Patch) }", name, op)
		}
	}
}

// TestObserversChangeNothing: whoever only watches is refused by every op.
func TestObserversChangeNothing(t *testing.T) {
	ops := Ops()
	full := newWorld(t)
	story(full)
	for i, e := range full.entries {
		op, err := ops.Decode(e)
		if err != nil {
			t.Fatal(err)
		}
		for _, role := range []ledger.Role{ledger.Observer, ""} {
			watching := e
			watching.By = ledger.Actor{Person: "x", Role: role}
			if ops.Check(full.versions[i], op, watching) == nil {
				t.Errorf("%s by %q", e.Op, role)
			}
		}
	}
}

// TestReferrers: a record that holds the ID of a partner says so, or the partner could vanish under it.
func TestReferrers(t *testing.T) {
	for _, table := range tables() {
		get, _ := reflect.TypeOf(table.at(&Workspace{})).MethodByName("Get")
		record := get.Type.Out(0)
		if record == reflect.TypeFor[meeting.Template]() {
			continue // a template only suggests a partner, and its Label is a field
		}
		if holds(record, reflect.TypeFor[partner.ID](), 0) && !record.Implements(reflect.TypeFor[ledger.Referrer]()) {
			t.Errorf("%s holds a partner's ID and is no ledger.Referrer", record)
		}
		if !record.Implements(reflect.TypeFor[ledger.Labelled]()) {
			t.Errorf("%s has no name for people: it is no ledger.Labelled", record)
		}
	}
}

// holds says whether a value of one type has one of another type somewhere in it.
func holds(in, what reflect.Type, deep int) bool {
	if in == what {
		return true
	}
	if deep > 6 {
		return false
	}
	switch in.Kind() {
	case reflect.Struct:
		for i := range in.NumField() {
			if holds(in.Field(i).Type, what, deep+1) {
				return true
			}
		}
	case reflect.Map:
		return holds(in.Key(), what, deep+1) || holds(in.Elem(), what, deep+1)
	case reflect.Slice, reflect.Pointer, reflect.Array:
		return holds(in.Elem(), what, deep+1)
	}
	return false
}

// TestTables: every table of the workspace is listed, once, under a name of its own.
func TestTables(t *testing.T) {
	var w Workspace
	at, names := map[any]string{}, map[string]bool{}
	for _, table := range tables() {
		if names[table.name] {
			t.Errorf("two tables are called %s", table.name)
		}
		names[table.name] = true
		at[table.at(&w)] = table.name
	}
	var look func(v reflect.Value, path string)
	look = func(v reflect.Value, path string) {
		if _, ok := v.Addr().Interface().(ledger.AnyTable); ok {
			if at[v.Addr().Interface()] == "" {
				t.Errorf("the table %s is not listed: undo and history would not see it", path)
			}
			return
		}
		if v.Kind() == reflect.Struct {
			for i := range v.NumField() {
				if f := v.Type().Field(i); f.IsExported() {
					look(v.Field(i), path+"."+f.Name)
				}
			}
		}
	}
	look(reflect.ValueOf(&w).Elem(), "Workspace")
	if find(&w, "zoo") != nil {
		t.Error("found a table that is not there")
	}
}

// TestPublicHidesContacts: no contact is in anything that scenes are drawn from, nor may their types lead to one.
func TestPublicHidesContacts(t *testing.T) {
	public := reflect.TypeFor[Public]()
	for i := range public.NumMethod() {
		m := public.Method(i)
		for o := range m.Type.NumOut() {
			if out := m.Type.Out(o); holds(out, reflect.TypeFor[partner.Contact](), 0) || holds(out, reflect.TypeFor[json.RawMessage](), 0) {
				t.Errorf("Public.%s gives %s, which leads to a contact", m.Name, out)
			}
		}
	}
}
