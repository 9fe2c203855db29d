// Package bring brings partners from a table that somebody kept elsewhere: it finds out what the columns mean, says what
// it would do with each line, and makes one op of it. It keeps nothing about individual students.
package bring

import (
	"fmt"
	"strings"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/convert/csv"
)

// Options are what an import needs of the world.
type Options struct {
	File  string            // the file's name, without its folder
	NewID func() partner.ID // an ID for each new partner
	Now   time.Time
}

// Preview is what an import would do, line by line. Nothing is done yet.
type Preview struct {
	File    string
	Columns []Column // in the order of the file
	// Where each line belongs, in the order of the file.
	New      []Line // partners that the inventory does not have
	Matching []Line // partners that it has: their gaps are filled, nothing is replaced
	Doubtful []Line // new partners, whose name is much like another one
	Refused  []Line // left out: see the notes
	pending  []pending
	fills    []partner.Edit
}

// Line is one line of the file.
type Line struct {
	Line  int // as an editor counts
	Name  string
	Notes []string // what is done with it, or why not: parts of sentences
}

type pending struct {
	partner  partner.Partner
	doubtful bool
}

// Op is the import as one change. Without doubtful ones it leaves those lines out.
func (p Preview) Op(doubtful bool) partner.Import {
	op := partner.Import{File: p.File, Fills: p.fills}
	for _, n := range p.pending {
		if doubtful || !n.doubtful {
			op.New = append(op.New, n.partner)
		}
	}
	return op
}

// Fills is the number of partners of the inventory whose gaps would be filled.
func (p Preview) Fills() int { return len(p.fills) }

// NoNameError says that no column holds the partners' names.
type NoNameError struct{ Columns []string }

func (e *NoNameError) Error() string {
	return fmt.Sprintf("No column of this file looks like the partners' names. Nothing was imported: head that column \"Name\" and try again. The columns are %s.", quoted(e.Columns))
}

// Read says what importing a sheet into an inventory would do. The errors are a *StudentError and a *NoNameError.
func Read(s partner.State, sheet csv.Sheet, o Options) (Preview, error) {
	sheet = headed(sheet)
	if err := checkStudents(sheet.Header); err != nil {
		return Preview{}, err
	}
	columns := Columns(sheet.Header)
	if !hasName(columns) {
		return Preview{}, &NoNameError{sheet.Header}
	}
	r := newReader(s, columns, sheet, o)
	for _, row := range sheet.Rows {
		r.row(row)
	}
	return r.finish(), nil
}

// headed finds the line that names the columns where the file begins with a title.
func headed(sheet csv.Sheet) csv.Sheet {
	first := Columns(sheet.Header)
	if checkStudents(sheet.Header) != nil || hasName(first) && known(first) > 1 {
		return sheet
	}
	for i, row := range sheet.Rows[:min(5, len(sheet.Rows))] {
		columns := Columns(row.Cells)
		if checkStudents(row.Cells) != nil || known(columns) > max(1, known(first)) && hasName(columns) {
			return csv.Sheet{Header: row.Cells, HeaderLine: row.Line, Rows: sheet.Rows[i+1:]}
		}
	}
	return sheet
}

func hasName(columns []Column) bool {
	for _, c := range columns {
		if c.Field == "name" {
			return true
		}
	}
	return false
}

func known(columns []Column) int {
	n := 0
	for _, c := range columns {
		if c.Field != "" {
			n++
		}
	}
	return n
}

// quoted lists names for a sentence.
func quoted(names []string) string {
	q := make([]string, len(names))
	for i, n := range names {
		q[i] = fmt.Sprintf("%q", n)
	}
	if len(q) < 2 {
		return strings.Join(q, "")
	}
	return strings.Join(q[:len(q)-1], ", ") + " and " + q[len(q)-1]
}
