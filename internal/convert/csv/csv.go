// Package csv reads the tables that people save from their spreadsheets, in whatever form those write them, and writes
// tables that every spreadsheet opens without running anything. It knows no activity, and does not clean cells: give
// what it reads to package text before keeping or showing it.
package csv

import "strings"

// What Read accepts at most.
const (
	MaxBytes   = 20 << 20
	MaxRows    = 50_000 // below the header
	MaxColumns = 200
)

// Sheet is a table as it stands in the file. Its strings share memory with each other.
type Sheet struct {
	Header     []string // the first line that is not blank, whatever it says
	HeaderLine int      // its line number, as in Row
	Rows       []Row    // what is below, without blank lines
}

// Row is one record. It may have fewer or more cells than the header.
type Row struct {
	Line  int      // of its first character in the file, counted from 1 as an editor counts: cells may span lines
	Cells []string // at least one; line breaks within are \n
}

// Problem is why a file cannot be read: whole sentences for the person who chose it.
type Problem string

const empty = Problem("This file is empty: there is no line with text in it.")

func (p Problem) Error() string { return string(p) }

// Read makes a sheet of the bytes of a file. It tells UTF-8, UTF-16 and Windows-1252 apart, and commas, semicolons, tabs
// and bars, heeds a first line like sep=; and takes away the apostrophes that Write put before formulas. Lines above the
// real header are not recognised: the first line is the header.
//
// It refuses with a Problem what is empty or no text, workbooks, more than MaxBytes, MaxRows or MaxColumns, and a
// quotation mark that is never closed. Beside b it needs about three times b as a rule, and 250 MB for the worst of files.
func Read(b []byte) (Sheet, error) {
	s, err := decode(b)
	if err != nil {
		return Sheet{}, err
	}
	p := parser{s: s, line: 1}
	if sep, ok := hint(s); ok {
		p.sep = sep
		p.skipLine()
	} else {
		p.sep = sniff(s)
	}
	return p.sheet()
}

func (p *parser) sheet() (Sheet, error) {
	var sheet Sheet
	for !p.done() {
		rec, err := p.record()
		if err != nil {
			return Sheet{}, err
		}
		if p.torn > 0 {
			return Sheet{}, unclosed(p.torn)
		}
		if rec.blank() {
			continue
		}
		cells := make([]string, len(rec.cells))
		for i, c := range rec.cells {
			cells[i] = unguard(c)
		}
		switch {
		case sheet.HeaderLine == 0:
			sheet.Header, sheet.HeaderLine = cells, rec.line
		case len(sheet.Rows) == MaxRows:
			return Sheet{}, Problem("This file has more than 50,000 rows. Split it, or leave out the rows that are not needed. Nothing was read.")
		default:
			sheet.Rows = append(sheet.Rows, Row{rec.line, cells})
		}
	}
	if sheet.HeaderLine == 0 {
		return Sheet{}, empty
	}
	return sheet, nil
}

// hint is the separator that a first line such as sep=; announces.
func hint(s string) (byte, bool) {
	line := s
	if i := strings.IndexAny(s, "\r\n"); i >= 0 {
		line = s[:i]
	}
	if len(line) != 5 || !strings.EqualFold(line[:4], "sep=") {
		return 0, false
	}
	sep := line[4]
	return sep, sep == '\t' || sep > ' ' && sep < 0x7F && sep != '"'
}
