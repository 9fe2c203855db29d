package ledger_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"convene/internal/ledger"
)

type shelf struct{ Books books }

type addBook struct {
	Book  book   `json:"book"`
	Notes []book `json:"notes,omitempty"`
}

func (op addBook) Check(s books, _ ledger.Entry) error {
	if s.Has(op.Book.ID) {
		return ledger.Refuse("%s is there.", op.Book.Title)
	}
	return nil
}

func (op addBook) Apply(s books, e ledger.Entry) books { return s.Put(e.Seq, op.Book) }

type editBook struct {
	ID    string       `json:"id"`
	Patch ledger.Patch `json:"patch"`
}

func (editBook) Check(books, ledger.Entry) error { return nil }

func (op editBook) Known() error { return ledger.Fits[book](op.Patch) }

func (op editBook) Apply(s books, e ledger.Entry) books {
	b, _ := s.Get(op.ID)
	b, _ = ledger.Apply(b, op.Patch)
	return s.Put(e.Seq, b)
}

func shelfOps() *ledger.Registry[shelf] {
	r := ledger.NewRegistry[shelf]()
	part := func(s *shelf) *books { return &s.Books }
	ledger.Add[addBook](r, "book.add", part)
	ledger.Add[editBook](r, "book.edit", part)
	return r
}

func entry(seq uint64, op, data string) ledger.Entry {
	return ledger.Entry{Seq: seq, Op: op, Data: json.RawMessage(data)}
}

func TestDecodeIsStrict(t *testing.T) {
	r := shelfOps()
	for name, e := range map[string]ledger.Entry{
		"unknown op":       entry(7, "book.burn", `{}`),
		"no op":            entry(7, "", `{}`),
		"unknown field":    entry(7, "book.add", `{"book":{"id":"a"},"why":"x"}`),
		"unknown inside":   entry(7, "book.add", `{"book":{"id":"a","weight":2}}`),
		"unknown in list":  entry(7, "book.add", `{"book":{"id":"a"},"notes":[{"id":"b","weight":2}]}`),
		"trailing":         entry(7, "book.add", `{"book":{"id":"a"}} {}`),
		"trailing garbage": entry(7, "book.add", `{"book":{"id":"a"}}x`),
		"no data":          {Seq: 7, Op: "book.add"},
		"null":             entry(7, "book.add", " null\n"),
		"wrong type":       entry(7, "book.add", `{"book":3}`),
		"a list":           entry(7, "book.add", `[]`),
		"cut off":          entry(7, "book.add", `{"book":`),
		"unknown in patch": entry(7, "book.edit", `{"id":"a","patch":{"weight":{"to":2}}}`),
		"misfit in patch":  entry(7, "book.edit", `{"id":"a","patch":{"pages":{"to":"many"}}}`),
	} {
		_, err := r.Decode(e)
		var unknown *ledger.UnknownError
		if !errors.As(err, &unknown) || unknown.Seq != 7 || unknown.Op != e.Op || unknown.Error() == "" {
			t.Errorf("%s: %v", name, err)
		}
		before := shelf{books{}.Put(1, book{ID: "z"})}
		after, err := r.Fold(before, e)
		if !errors.As(err, &unknown) || after != before {
			t.Errorf("%s: folded: %v", name, err)
		}
	}
}

func TestFold(t *testing.T) {
	r := shelfOps()
	op := addBook{Book: book{ID: "a", Title: "A"}}
	name, data, err := r.Encode(op)
	if err != nil || name != "book.add" || string(data) != `{"book":{"id":"a","title":"A"}}` {
		t.Fatalf("%s %s %v", name, data, err)
	}
	e := ledger.Entry{Seq: 4, Op: name, Data: data}
	if err := r.Check(shelf{}, op, e); err != nil {
		t.Fatal(err)
	}
	s, err := r.Fold(shelf{}, e)
	if err != nil || s.Books.Rev("a") != 4 {
		t.Fatalf("rev %d, %v", s.Books.Rev("a"), err)
	}
	if err := r.Check(s, op, e); err == nil {
		t.Fatal("twice")
	}
	e.Redacted, e.Data = true, nil
	if again, err := r.Fold(s, e); err != nil || again != s {
		t.Fatalf("a redacted entry changed something: %v", err)
	}
	if names := slices.Sorted(slices.Values(r.Names())); !slices.Equal(names, []string{"book.add", "book.edit"}) {
		t.Fatalf("names %v", names)
	}
	if _, ok := r.Sample("book.add").(addBook); !ok || r.Sample("x") != nil {
		t.Fatal("sample")
	}
}

func TestStrangersAreNoOps(t *testing.T) {
	r := shelfOps()
	for _, op := range []any{nil, 3, "book.add", &addBook{}, struct{}{}} {
		if _, _, err := r.Encode(op); err == nil {
			t.Errorf("%T is encoded", op)
		}
		if err := r.Check(shelf{}, op, ledger.Entry{}); err == nil {
			t.Errorf("%T is checked", op)
		}
	}
}

func TestNamesAreTakenOnce(t *testing.T) {
	part := func(s *shelf) *books { return &s.Books }
	for name, add := range map[string]func(*ledger.Registry[shelf]){
		"name": func(r *ledger.Registry[shelf]) { ledger.Add[editBook](r, "book.add", part) },
		"type": func(r *ledger.Registry[shelf]) { ledger.Add[addBook](r, "book.more", part) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a second %s is taken", name)
				}
			}()
			r := ledger.NewRegistry[shelf]()
			ledger.Add[addBook](r, "book.add", part)
			add(r)
		}()
	}
}

func TestRoles(t *testing.T) {
	for role, want := range map[ledger.Role][2]bool{ledger.Facilitator: {true, true}, ledger.Participant: {false, true},
		ledger.Observer: {false, false}, ledger.Guest: {false, false}, "": {false, false}, "owner": {false, false}} {
		a := ledger.Actor{Role: role}
		if got := [2]bool{a.MayLead("It") == nil, a.MayTakePart("It") == nil}; got != want {
			t.Errorf("%q: %v, want %v", role, got, want)
		}
	}
	if n := len(ledger.Roles()); n != 4 {
		t.Errorf("%d roles", n)
	}
}

// FuzzDecode: what can be read can be written, and says the same when it is read again.
func FuzzDecode(f *testing.F) {
	for _, data := range []string{`{"book":{"id":"a","title":"A","pages":3},"notes":[{"id":"b"}]}`, `{"id":"a","patch":{"pages":{"from":1,"to":2}}}`,
		`{"book":null}`, `null`, `{"id":"a","patch":{"title":{"to":null}}}`, `{}{}`, "{\"id\":\"\xff\"}", `{"ID":"a"}`} {
		f.Add("book.add", []byte(data))
		f.Add("book.edit", []byte(data))
	}
	r := shelfOps()
	f.Fuzz(func(t *testing.T, op string, data []byte) {
		e := ledger.Entry{Seq: 2, Op: op, Data: data}
		v, err := r.Decode(e)
		if err != nil {
			return
		}
		name, again, err := r.Encode(v)
		if err != nil || name != op {
			t.Fatalf("%q cannot be written: %v", data, err)
		}
		w, err := r.Decode(ledger.Entry{Seq: 2, Op: name, Data: again})
		if err != nil {
			t.Fatalf("%q was written as %q: %v", data, again, err)
		}
		_, third, err := r.Encode(w)
		if err != nil || !bytes.Equal(again, third) {
			t.Fatalf("%q, then %q: %v", again, third, err)
		}
		a, errA := r.Fold(shelf{}, e)
		b, errB := r.Fold(shelf{}, ledger.Entry{Seq: 2, Op: name, Data: again})
		if errA != nil || errB != nil || !slices.Equal(a.Books.List(), b.Books.List()) {
			t.Fatalf("%q folds to %v, %q to %v", data, a.Books.List(), again, b.Books.List())
		}
	})
}
