package csv

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"convene/internal/text"
	"pgregory.net/rapid"
)

func TestWrite(t *testing.T) {
	var b bytes.Buffer
	err := Write(&b, []string{"Name", "Phone"}, [][]string{
		{"O'Brien", "+1 555 0100"}, {"a\nb", `say "hi"`}, {"", ""}, {}, {"=1+1", "＝1"}, {"x;=1", "- one\n- two"}, {" a", "50% off"}, {"a\x00\x1bb", "\t=1"}})
	want := "\uFEFFName,Phone\r\nO'Brien,'+1 555 0100\r\n\"a\nb\",\"say \"\"hi\"\"\"\r\n,\"\"\r\n'=1+1,'＝1\r\n" +
		"\"x;'=1\",\"'- one\n'- two\"\r\n\" a\",50% off\r\nab,\"'\t'=1\"\r\n"
	if err != nil || b.String() != want {
		t.Errorf("got  %q, %v\nwant %q", b.String(), err, want)
	}
	if err := Write(&b, nil, nil); err == nil {
		t.Error("no header, no error")
	}
	if err := Write(broken{}, []string{"a"}, nil); !errors.Is(err, errBroken) {
		t.Errorf("a broken writer gives %v", err)
	}
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

var special = []string{"", "O'Brien", "'", "''", "'''x", "-", "=1+1", "'=1+1", "+1 555 0100", "@SUM(A1)", "＝1", "＠x", " =1", `"=1`, `"`, `""`, "a;b", "a;=1", "a;'=1", "a\n=1",
	"a\n'=1", "- one\n- two", "a|-1", "x;\"=1+1&\"", "sep=;", "sep=", "SEP=,", "a,b", "'tis", "'\n-", ";", "\n", "'\n", ",", "|;'", "中文学校", "Школа", " ", "ID", "#"}

// sanitised draws what text.Block lets through, and pieces of what is special here, put together.
var sanitised = rapid.OneOf(rapid.SampledFrom(special), rapid.Map(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(special),
	rapid.SampledFrom([]string{"'", "=", "-", ";", "\n", `"`, ",", " ", "a", "|", "\t"}), rapid.String()), 0, 8),
	func(p []string) string { return text.Block(strings.Join(p, ""), 200) }))

// checkWrite writes a table and reads it again, with the eyes of programs that take other separators too.
func checkWrite(t interface{ Fatalf(string, ...any) }, header []string, rows [][]string) {
	var b bytes.Buffer
	if err := Write(&b, header, rows); err != nil {
		t.Fatalf("writing: %v", err)
	}
	want := Sheet{Header: wanted(header), HeaderLine: 1}
	line := 2 + strings.Count(strings.Join(want.Header, ""), "\n")
	for _, r := range rows {
		cells := wanted(r)
		want.Rows = append(want.Rows, Row{line, cells})
		line += 1 + strings.Count(strings.Join(cells, ""), "\n")
	}
	got, err := Read(b.Bytes())
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("wrote %q\nread %#v, %v\nwant %#v", b.String(), got, err, want)
	}
	for _, sep := range []byte(",;\t|") {
		for p := (parser{s: strings.TrimPrefix(b.String(), "\uFEFF"), line: 1, sep: sep}); !p.done(); {
			start := p.pos
			rec, err := p.record()
			if err != nil { // one cell up to the end
				rec = &record{cells: []string{strings.TrimLeft(p.s[start:], `"`)}}
				p.pos = len(p.s)
			}
			for _, c := range rec.cells {
				c = strings.TrimLeftFunc(c, unicode.IsSpace)
				if c != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(c)[0]) {
					t.Fatalf("parted by %q, a cell of %q begins a formula: %q", sep, b.String(), c)
				}
			}
		}
	}
}

// wanted is what is to come back: the same, but for the control characters that Write takes out and line breaks.
func wanted(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = strings.ReplaceAll(strings.ReplaceAll(tidy(c), "\r\n", "\n"), "\r", "\n")
	}
	return out
}

func TestRoundTrip(t *testing.T) {
	for _, s := range special {
		checkWrite(t, []string{s}, [][]string{{s}, {s, s}, {"a", s}})
	}
	rapid.Check(t, func(t *rapid.T) {
		row := rapid.SliceOfN(sanitised, 1, 4)
		checkWrite(t, row.Draw(t, "header"), rapid.SliceOfN(row, 0, 4).Draw(t, "rows"))
	})
}
