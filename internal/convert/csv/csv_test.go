package csv

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

func utf16Bytes(s string, order binary.AppendByteOrder) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func TestEncodings(t *testing.T) {
	const text = "Org;Contact;Place\r\nCafé Niño;José \"Pepe\" Ruiz;a\r\nO'Brien;“Q”;x\r\n"
	want := Sheet{[]string{"Org", "Contact", "Place"}, 1, []Row{{2, []string{"Café Niño", `José "Pepe" Ruiz`, "a"}}, {3, []string{"O'Brien", "“Q”", "x"}}}}
	western, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		give []byte
	}{
		{"UTF-8", []byte(text)},
		{"UTF-8 with BOM", []byte("\uFEFF" + text)},
		{"Windows-1252", []byte(western)},
		{"UTF-16 LE", utf16Bytes("\uFEFF"+text, binary.LittleEndian)},
		{"UTF-16 BE", utf16Bytes("\uFEFF"+text, binary.BigEndian)},
		{"UTF-16 LE without BOM", utf16Bytes(text, binary.LittleEndian)},
		{"UTF-16 BE without BOM", utf16Bytes(text, binary.BigEndian)},
		{"UTF-16 cut short", append(utf16Bytes("\uFEFF"+text, binary.LittleEndian), 'x')},
		{"tabs", []byte(strings.ReplaceAll(text, ";", "\t"))},
		{"bars", []byte(strings.ReplaceAll(text, ";", "|"))},
		{"commas", []byte(strings.ReplaceAll(text, ";", ","))},
		{"old Mac", []byte(strings.ReplaceAll(text, "\r\n", "\r"))},
		{"no line break at the end", []byte(strings.TrimSpace(text))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Read(tt.give)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("got %#v, %v\nwant %#v", got, err, want)
			}
		})
	}
}

func rows(r ...Row) []Row { return r }

func TestRead(t *testing.T) {
	tests := []struct {
		name, give string
		header     []string
		line       int
		rows       []Row
	}{
		{"header only", "a,b", []string{"a", "b"}, 1, nil},
		{"sep line", "sep=;\r\na;b,c\r\n1;2", []string{"a", "b,c"}, 2, rows(Row{3, []string{"1", "2"}})},
		{"sep line after BOM", "\uFEFFSEP=\t\na\tb\n1,0\t2,0", []string{"a", "b"}, 2, rows(Row{3, []string{"1,0", "2,0"}})},
		{"odd sep", "sep=^\na^b\n", []string{"a", "b"}, 2, nil},
		{"no sep line", "sep=ab,c\n1,2", []string{"sep=ab", "c"}, 1, rows(Row{2, []string{"1", "2"}})},
		{"ragged", "a,b,c\n1\n1,2,3,4\n", []string{"a", "b", "c"}, 1, rows(Row{2, []string{"1"}}, Row{3, []string{"1", "2", "3", "4"}})},
		{"blank lines", "\n \r\n,,\na,b\n\n,\n1,2\n\n", []string{"a", "b"}, 4, rows(Row{7, []string{"1", "2"}})},
		{"lines in cells", "a,b\r\n\"x\r\ny\nz\",2\r\n\r\n3,4", []string{"a", "b"}, 1, rows(Row{2, []string{"x\ny\nz", "2"}}, Row{6, []string{"3", "4"}})},
		{"old Mac lines in cells", "a,b\r\"x\ry\",2\r3,4", []string{"a", "b"}, 1, rows(Row{2, []string{"x\ny", "2"}}, Row{4, []string{"3", "4"}})},
		{"doubled quotes", "a\n\"say \"\"hi\"\"\"\n\"\"\"\"\n\"\"\n", []string{"a"}, 1, rows(Row{2, []string{`say "hi"`}}, Row{3, []string{`"`}}, Row{4, []string{""}})},
		{"quotes inside", "a,b\n5\" pipe,x\n", []string{"a", "b"}, 1, rows(Row{2, []string{`5" pipe`, "x"}})},
		{"text after quotes", "a,b\n\"Bob\" Smith,\"x\" \n", []string{"a", "b"}, 1, rows(Row{2, []string{"Bob Smith", "x"}})},
		{"title lines stay", "Partners 2024\nOrg;Who;When\nA;B;C\n", []string{"Partners 2024"}, 1, rows(Row{2, []string{"Org", "Who", "When"}}, Row{3, []string{"A", "B", "C"}})},
		{"title with a comma", "Partners, 2024\nOrg;Who;When\nA;B;C\n", []string{"Partners, 2024"}, 1, rows(Row{2, []string{"Org", "Who", "When"}}, Row{3, []string{"A", "B", "C"}})},
		{"decimal commas", "a;b\n1,5;2,5\n1,0;2,0\n", []string{"a", "b"}, 1, rows(Row{2, []string{"1,5", "2,5"}}, Row{3, []string{"1,0", "2,0"}})},
		{"separators in quotes", "a,b\n\"x;y;z\",\"1;2;3\"\n", []string{"a", "b"}, 1, rows(Row{2, []string{"x;y;z", "1;2;3"}})},
		{"one column", "Name\nBoys & Girls Club\n", []string{"Name"}, 1, rows(Row{2, []string{"Boys & Girls Club"}})},
		{"columns of nothing", "a,b" + strings.Repeat(",", 16382) + "\n1,2\n", []string{"a", "b"}, 1, rows(Row{2, []string{"1", "2"}})},
		{"columns of nothing, semicolons", "a;b" + strings.Repeat(";", 300) + "\n1;2" + strings.Repeat(";", 300) + "\n", []string{"a", "b"}, 1, rows(Row{2, []string{"1", "2"}})},
		{"guarded", "a,b\n'=1+1,'+1 555 0100\n''tis,'tis\n", []string{"a", "b"}, 1, rows(Row{2, []string{"=1+1", "+1 555 0100"}}, Row{3, []string{"'tis", "'tis"}})},
		{"damaged UTF-8", "Nämé,ö\nx\xe9,ü\n", []string{"Nämé", "ö"}, 1, rows(Row{2, []string{"x\uFFFD", "ü"}})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Read([]byte(tt.give))
			if want := (Sheet{tt.header, tt.line, tt.rows}); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("got  %#v, %v\nwant %#v", got, err, want)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	const excel = "This is an Excel workbook, not a CSV file. In Excel choose File › Save as › CSV UTF-8."
	tests := []struct{ name, give, want string }{
		{"empty", "", "is empty"},
		{"blank", "\uFEFF \r\n,,\r\n", "is empty"},
		{"sep only", "sep=;", "is empty"},
		{"workbook", "PK\x03\x04\x14\x00\x06\x00", excel},
		{"old workbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "File › Save as › CSV UTF-8."},
		{"OpenDocument", "PK\x03\x04" + strings.Repeat("\x00", 26) + "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "LibreOffice"},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", "not text"},
		{"control characters", strings.Repeat("a\x01\x02", 50), "not text"},
		{"UTF-32", "\xFF\xFE\x00\x00a\x00\x00\x00", "not text"},
		{"too large", strings.Repeat("a", MaxBytes+1), "20 MB"},
		{"too many rows", strings.Repeat("a\n", MaxRows+2), "50,000 rows"},
		{"too many columns", "a\n" + strings.Repeat("x,", MaxColumns) + "x\n", "Line 2 has more than 200 columns"},
		{"unbalanced", "a,b\n1,2\n\n3,\"x\ny\n", "opens on line 4 "},
		{"unbalanced from earlier on", "a,b\n\"oops,2\n3,\"x\"\n4,\"y\"\n", "opens on line 2 "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read([]byte(tt.give))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want %q", err, tt.want)
			}
			if p := Problem(""); !errors.As(err, &p) || !strings.HasSuffix(err.Error(), ".") {
				t.Errorf("%v is not for people", err)
			}
		})
	}
	most := strings.Repeat("a\n", MaxRows+1)
	if s, err := Read([]byte(most)); err != nil || len(s.Rows) != MaxRows {
		t.Errorf("the most rows: %d, %v", len(s.Rows), err)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"a,b\r\n1,\"x\ny\"\r\n", "sep=;\na;b\n", "\uFEFFa\tb\n'=1\t''x", "\"a\"\"b\" c|d\n\n", "a\x00,\x00b\x00", "\xFF\xFEa\x00\n\x00",
		"\xFE\xFF\xD8\x00\xD8\x00", "é\xe9,\x80\r\r\n", "\"", "PK\x03\x04", "a;b\n1,5;2,5"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		sheet, err := Read(b)
		if err != nil {
			if p := Problem(""); !errors.As(err, &p) {
				t.Fatalf("%v is no Problem", err)
			}
			return
		}
		last := sheet.HeaderLine
		cells := [][]string{}
		for i, r := range sheet.Rows {
			if r.Line <= last || len(r.Cells) == 0 || len(r.Cells) > MaxColumns {
				t.Fatalf("row %d: line %d after %d, %d cells", i, r.Line, last, len(r.Cells))
			}
			last = r.Line
			cells = append(cells, r.Cells)
		}
		if last > 1+strings.Count(string(b), "\n")+strings.Count(string(b), "\r") {
			t.Fatalf("line %d of %q", last, b)
		}
		checkWrite(t, sheet.Header, cells)
	})
}

// The worst of files: as many cells as there may be, one byte each.
func BenchmarkReadWorst(b *testing.B) {
	data := []byte(strings.Repeat(strings.Repeat("a,", MaxColumns-1)+"a\n", MaxRows))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	var s strings.Builder
	s.WriteString("Org,Contact,Notes\n")
	for i := range 10000 {
		fmt.Fprintf(&s, "Partner %d,\"Last, First\",\"two\nlines, with a ; in it\"\n", i)
	}
	data := []byte(s.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}
