package ledger_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"convene/internal/ledger"
)

type book struct {
	ID    string `json:"id"`
	Title string `json:"title,omitempty"`
	Pages int    `json:"pages,omitempty"`
}

func (b book) Key() string { return b.ID }

type books = ledger.Table[book]

// kept is what the model knows of a record.
type kept struct {
	rev uint64
	rec book
}

// same says how a table differs from the model.
func same(t books, model map[string]kept) error {
	want := slices.Sorted(maps.Keys(model))
	if got := t.Keys(); !slices.Equal(got, want) {
		return fmt.Errorf("keys %v, want %v", got, want)
	}
	if t.Len() != len(want) || len(t.List()) != len(want) {
		return fmt.Errorf("Len %d, List %d, want %d", t.Len(), len(t.List()), len(want))
	}
	revs := maps.Collect(t.Revs())
	for i, k := range want {
		rec, ok := t.Get(k)
		if !ok || rec != model[k].rec || t.List()[i] != rec || t.Record(k) != ledger.Record(rec) || !t.Has(k) {
			return fmt.Errorf("%s is %v, %v, want %v", k, rec, ok, model[k].rec)
		}
		if t.Rev(k) != model[k].rev || revs[k] != model[k].rev {
			return fmt.Errorf("%s has Rev %d, %d, want %d", k, t.Rev(k), revs[k], model[k].rev)
		}
	}
	return nil
}

func drawBook(t *rapid.T) book {
	return book{fmt.Sprint("k", rapid.IntRange(0, 40).Draw(t, "key")), rapid.SampledFrom([]string{"", "Ä", "東京", "<b>"}).Draw(t, "title"),
		rapid.IntRange(0, 3).Draw(t, "pages")}
}

// TestTableAgainstModel also holds that no table ever changes: every version is compared with its model at the end.
func TestTableAgainstModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type version struct {
			table   books
			model   map[string]kept
			touched []string
		}
		var table books
		model := map[string]kept{}
		var touched []string
		var versions []version
		for seq := uint64(1); seq <= uint64(rapid.IntRange(1, 40).Draw(t, "entries")); seq++ {
			touched = nil
			for range rapid.IntRange(0, 4).Draw(t, "changes") {
				table = change(t, table, model, seq, &touched)
			}
			versions = append(versions, version{table, maps.Clone(model), touched})
			if got := table.Touched(seq); !slices.Equal(got, touched) {
				t.Fatalf("entry %d touched %v, want %v", seq, got, touched)
			}
			if len(touched) > 0 && table.Version() != seq {
				t.Fatalf("version %d, want %d", table.Version(), seq)
			}
			if len(touched) == 0 && table.Version() == seq {
				t.Fatalf("version %d, though entry %d changed nothing", table.Version(), seq)
			}
		}
		for i, v := range versions {
			if err := same(v.table, v.model); err != nil {
				t.Fatalf("version %d: %v", i+1, err)
			}
			if got := v.table.Touched(uint64(i + 1)); !slices.Equal(got, v.touched) {
				t.Fatalf("version %d touched %v, want %v", i+1, got, v.touched)
			}
		}
		sameRead(t, table, model)
	})
}

func change(t *rapid.T, table books, model map[string]kept, seq uint64, touched *[]string) books {
	note := func(k string) {
		if !slices.Contains(*touched, k) {
			*touched = append(*touched, k)
		}
	}
	b := drawBook(t)
	switch rapid.SampledFrom([]string{"put", "all", "delete", "restore", "vanish"}).Draw(t, "change") {
	case "put":
		model[b.ID] = kept{seq, b}
		note(b.ID)
		return table.Put(seq, b)
	case "all":
		list := rapid.SliceOfN(rapid.Custom(drawBook), 0, 30).Draw(t, "books")
		for _, b := range list {
			model[b.ID] = kept{seq, b}
			note(b.ID)
		}
		return table.PutAll(seq, list)
	case "restore":
		rev := rapid.Uint64Range(1, 100).Draw(t, "rev")
		data, _ := json.Marshal(b)
		if err := table.Restore(seq, ledger.Image{Table: "book", Key: b.ID, Rev: rev, Data: data}); err != nil {
			t.Fatal(err)
		}
		model[b.ID] = kept{rev, b}
		note(b.ID)
		return table
	case "vanish":
		if err := table.Restore(seq, ledger.Image{Table: "book", Key: b.ID}); err != nil {
			t.Fatal(err)
		}
	default:
		table = table.Delete(seq, b.ID)
	}
	if _, ok := model[b.ID]; ok {
		note(b.ID)
	}
	delete(model, b.ID)
	return table
}

// sameRead writes a table and reads it again, as a snapshot does.
func sameRead(t *rapid.T, table books, model map[string]kept) {
	b, err := json.Marshal(table)
	if err != nil {
		t.Fatal(err)
	}
	var read books
	if err := json.Unmarshal(b, &read); err != nil {
		t.Fatal(err)
	}
	if err := same(read, model); err != nil {
		t.Fatal(err)
	}
	if read.Version() != table.Version() {
		t.Fatalf("version %d, want %d", read.Version(), table.Version())
	}
	if again, _ := json.Marshal(read); !bytes.Equal(again, b) {
		t.Fatalf("written again it is\n%s, was\n%s", again, b)
	}
}

func TestEmptyTable(t *testing.T) {
	var table books
	if err := same(table, nil); err != nil {
		t.Fatal(err)
	}
	if table.Record("x") != nil || table.Rev("x") != 0 || table.Version() != 0 || table.Touched(1) != nil {
		t.Fatal("an empty table knows something")
	}
	if table = table.Delete(1, "x"); table.Version() != 0 {
		t.Fatal("deleting nothing made a new version")
	}
	for range (books{}).Put(1, book{ID: "a"}).Put(1, book{ID: "b"}).All() {
		break // All bears being left
	}
}

func TestImage(t *testing.T) {
	table := books{}.Put(3, book{ID: "a", Title: "A"})
	image := table.Image("book", "a")
	if image.Rev != 3 || image.Table != "book" || string(image.Data) != `{"id":"a","title":"A"}` {
		t.Fatalf("image %+v", image)
	}
	if none := table.Image("book", "b"); none.Data != nil || none.Rev != 0 || none.Same(image) {
		t.Fatalf("image of nothing %+v", none)
	}
	without := image
	without.Data = nil
	if !image.Same(without) {
		t.Fatal("Same looks at more than the Rev")
	}
	rec, err := table.Read(image)
	if err != nil || rec != ledger.Record(book{ID: "a", Title: "A"}) {
		t.Fatalf("read %v, %v", rec, err)
	}
	diff := table.Diff(ledger.Image{}, image)
	if len(diff) != 2 || string(diff["title"].To) != `"A"` || diff["title"].From != nil {
		t.Fatalf("diff %v", diff)
	}
}

// TestRestoreRefuses: an image that this program cannot read whole leaves the table as it is.
func TestRestoreRefuses(t *testing.T) {
	for name, image := range map[string]ledger.Image{
		"another key":   {Key: "a", Rev: 1, Data: json.RawMessage(`{"id":"b"}`)},
		"unknown field": {Key: "a", Rev: 1, Data: json.RawMessage(`{"id":"a","weight":3}`)},
		"trailing":      {Key: "a", Rev: 1, Data: json.RawMessage(`{"id":"a"}{}`)},
		"damaged":       {Key: "a", Rev: 1, Data: json.RawMessage(`{"id":`)},
	} {
		table := books{}.Put(1, book{ID: "a", Title: "old"})
		if err := table.Restore(2, image); err == nil || table.Version() != 1 {
			t.Errorf("%s: %v, version %d", name, err, table.Version())
		}
		if len(table.Diff(image, image)) != 0 {
			t.Errorf("%s: differs from itself", name)
		}
	}
}

func TestUnreadableTable(t *testing.T) {
	var table books
	if err := json.Unmarshal([]byte(`{"rows":3}`), &table); err == nil {
		t.Fatal("read")
	}
	_, err := json.Marshal(ledger.Table[torn]{}.Put(1, torn{}))
	if !errors.Is(err, errTorn) {
		t.Fatalf("wrote a record that cannot be written: %v", err)
	}
}

var errTorn = errors.New("torn")

type torn struct{}

func (torn) Key() string                  { return "torn" }
func (torn) MarshalJSON() ([]byte, error) { return nil, errTorn }
