package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
)

// Knower is an op that carries what strict decoding alone cannot judge, since its fields are named in the data: a Patch
// or an Image.
type Knower interface {
	// Known says what of the op this program does not know. It looks at the op alone. Such an entry is as bad as one of
	// an unknown op: skipping it would give another state than the newer program that wrote it.
	Known() error
}

// Registry knows every op by name and how to fold it into a workspace W.
type Registry[W any] struct {
	kinds map[string]kind[W]
	names map[reflect.Type]string
}

type kind[W any] struct {
	decode func(json.RawMessage) (any, error)
	check  func(w *W, op any, e Entry) error
	apply  func(w *W, op any, e Entry)
}

// NewRegistry returns an empty registry. Fill it once, before it is shared.
func NewRegistry[W any]() *Registry[W] {
	return &Registry[W]{map[string]kind[W]{}, map[reflect.Type]string{}}
}

// Add makes the op O known as name; part finds the state in the workspace that it works on. It panics on a name or type
// that is known already: that is a mistake in the program.
func Add[O Op[S], S, W any](r *Registry[W], name string, part func(*W) *S) {
	t := reflect.TypeFor[O]()
	if _, ok := r.kinds[name]; ok {
		panic("ledger: two ops are called " + name)
	}
	if old, ok := r.names[t]; ok {
		panic("ledger: " + t.String() + " is already called " + old)
	}
	r.names[t] = name
	r.kinds[name] = kind[W]{
		decode: func(b json.RawMessage) (any, error) {
			var op O
			if bytes.Equal(bytes.TrimSpace(b), []byte("null")) {
				return op, errors.New("there is no data") // JSON itself would take it for an op without fields
			}
			if err := strict(b, &op); err != nil {
				return op, err
			}
			if k, ok := any(op).(Knower); ok {
				return op, k.Known()
			}
			return op, nil
		},
		check: func(w *W, op any, e Entry) error { return op.(O).Check(*part(w), e) },
		apply: func(w *W, op any, e Entry) {
			p := part(w)
			*p = op.(O).Apply(*p, e)
		},
	}
}

// UnknownError says that an entry cannot be folded by this program: the file comes from a newer one.
type UnknownError struct {
	Seq    uint64
	Op     string
	Reason string
}

func (e *UnknownError) Error() string {
	return fmt.Sprintf("entry %d (%s) was written by a newer convene: %s", e.Seq, e.Op, e.Reason)
}

// Names lists the known ops, in no order.
func (r *Registry[W]) Names() []string {
	out := make([]string, 0, len(r.kinds))
	for n := range r.kinds {
		out = append(out, n)
	}
	return out
}

// Sample returns a zero value of the op called name, for tests and lists; nil where there is none.
func (r *Registry[W]) Sample(name string) any {
	for t, n := range r.names {
		if n == name {
			return reflect.Zero(t).Interface()
		}
	}
	return nil
}

// Encode turns an op into the name and data of an entry.
func (r *Registry[W]) Encode(op any) (string, json.RawMessage, error) {
	name, ok := r.names[reflect.TypeOf(op)]
	if !ok {
		return "", nil, fmt.Errorf("ledger: %T is no op of this workspace", op)
	}
	b, err := json.Marshal(op)
	return name, b, err
}

// Decode reads an entry's op. An unknown op or field gives an *UnknownError.
func (r *Registry[W]) Decode(e Entry) (any, error) {
	k, ok := r.kinds[e.Op]
	if !ok {
		return nil, &UnknownError{e.Seq, e.Op, "this program does not know that change"}
	}
	op, err := k.decode(e.Data)
	if err != nil {
		return nil, &UnknownError{e.Seq, e.Op, err.Error()}
	}
	return op, nil
}

// Check asks the op whether it may be done to w as e says.
func (r *Registry[W]) Check(w W, op any, e Entry) error {
	k, ok := r.kinds[r.names[reflect.TypeOf(op)]]
	if !ok {
		return fmt.Errorf("ledger: %T is no op of this workspace", op)
	}
	return k.check(&w, op, e)
}

// Fold returns w as it is after e. A redacted entry changes nothing.
func (r *Registry[W]) Fold(w W, e Entry) (W, error) {
	if e.Redacted {
		return w, nil
	}
	op, err := r.Decode(e)
	if err != nil {
		return w, err
	}
	k := r.kinds[e.Op]
	k.apply(&w, op, e)
	return w, nil
}

// strict decodes one JSON value and refuses unknown fields and anything behind it.
func strict(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is something behind the value")
	}
	return nil
}
