package workspace

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

// sample is an op with something in every field. All IDs are the same ("x"; of partners "a", whom the story has), so that
// the sample of an op finds what that of another one made.
func sample(zero any) any {
	v := reflect.New(reflect.TypeOf(zero)).Elem()
	fill(v)
	return v.Interface()
}

func fill(v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case *partner.ID:
		*x = "a"
		return
	case *time.Time:
		*x = time.Date(2026, 9, 2, 0, 0, 0, 0, time.UTC)
		return
	case *ledger.Patch, *[]ledger.Image, *[]partner.Edit, *partner.Partner:
		return // what is in them must fit together
	case *json.RawMessage:
		*x = json.RawMessage(`"x"`)
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(1)
	case reflect.Float32, reflect.Float64:
		v.SetFloat(0.5)
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			fill(v.Field(i))
			if slices.Contains([]string{"Day", "Last", "On", "By", "Date"}, f.Name) && f.Type.Kind() == reflect.String {
				v.Field(i).SetString("2026-09-02")
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	}
}

// inTurn sorts ops so that what makes a record comes before what changes it, and what takes it away last.
func inTurn(names []string) []string {
	turn := func(name string) int {
		_, verb, _ := strings.Cut(name, ".")
		for i, words := range [][]string{{"plan", "ask", "add_goal", "add_measure"}, {"start", "add", "contribute", "save", "open"}} {
			if slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(verb, w) }) {
				return i
			}
		}
		for _, w := range []string{"remove", "drop", "withdraw", "ungroup", "retract", "archive", "end", "cancel", "close", "leave"} {
			if strings.HasPrefix(verb, w) {
				return 3
			}
		}
		return 2
	}
	out := slices.Sorted(slices.Values(names))
	slices.SortStableFunc(out, func(a, b string) int { return turn(a) - turn(b) })
	return out
}

// sampleEntry makes an entry of an op for the stored history: if it carries a patch, one of a field that the record has.
func sampleEntry(t *testing.T, ops *ledger.Registry[Workspace], w Workspace, name string, seq uint64) ledger.Entry {
	op := sample(ops.Sample(name))
	e := ledger.Entry{Seq: seq, At: time.Date(2026, 10, 1, 9, 0, int(seq), 0, time.UTC), By: ana}
	encode := func(op any) {
		var err error
		if e.Op, e.Data, err = ops.Encode(op); err != nil {
			t.Fatal(err)
		}
	}
	before := hash(t, w)
	for _, field := range []string{"name", "title", "label", "text", "what", "goal", "words", "why", "role", "saw", "seen", "value", "format", "how_often"} {
		v := reflect.New(reflect.TypeOf(op)).Elem()
		v.Set(reflect.ValueOf(op))
		p := v.FieldByName("Patch")
		if !p.IsValid() {
			break
		}
		p.Set(reflect.ValueOf(ledger.Patch{field: {From: raw("x"), To: raw("y")}}))
		encode(v.Interface())
		if next, err := ops.Fold(w, e); err == nil && hash(t, next) != before {
			return e
		}
	}
	encode(op)
	return e
}
