package app

import (
	"reflect"
	"testing"
	"time"
	"unsafe"

	"convene/ui/screen"
)

// TestSame: two people share what they have of their own only where all of it is the same; a field that is added later counts
// from the first day.
func TestSame(t *testing.T) {
	for i := range reflect.TypeFor[Mine]().NumField() {
		a, b := &Mine{}, &Mine{}
		f := reflect.ValueOf(b).Elem().Field(i)
		f = reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
		switch f.Addr().Interface().(type) {
		case *bool:
			f.SetBool(true)
		case *string:
			f.SetString("x")
		case *time.Time:
			f.Set(reflect.ValueOf(time.Unix(1, 0)))
		case *[]hint:
			f.Set(reflect.ValueOf([]hint{{"a", "b"}}))
		case *screen.Layer:
			f.Set(reflect.ValueOf(screen.Layer(&peopleLayer{})))
		case *[]screen.Layer:
			f.Set(reflect.ValueOf([]screen.Layer{peopleLayer{}}))
		default:
			t.Fatalf("how two %s differ is not known here", f.Type())
		}
		if name := reflect.TypeFor[Mine]().Field(i).Name; b.same(a) || a.same(b) {
			t.Errorf("two people who differ in %s share what is their own", name)
		}
		if same := b.same(b); !same && f.Type() != reflect.TypeFor[[]screen.Layer]() {
			t.Errorf("field %d: somebody is not like themselves", i)
		}
	}
}
