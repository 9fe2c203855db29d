package csv

import (
	"fmt"
	"strings"
)

// parser walks over the text of a file. It is as lenient as spreadsheets are: a quotation mark within a cell that did
// not begin with one is a character like others, and what follows a closing one belongs to the cell.
type parser struct {
	s    string
	pos  int
	line int // of pos, from 1
	sep  byte
	torn int // line where the first quotation opened that ended, lines below, in the middle of a cell: none was meant
	rec  record
}

// record is one row; the parser uses its memory again for the next one.
type record struct {
	line   int
	cells  []string
	quoted bool // some cell stood in quotation marks
}

// blank says that nobody wrote anything there, not even an empty quotation.
func (r *record) blank() bool {
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return !r.quoted
}

func (r *record) trim() {
	for n := len(r.cells); n > 1 && strings.TrimSpace(r.cells[n-1]) == ""; n-- {
		r.cells = r.cells[:n-1]
	}
}

func (p *parser) done() bool { return p.pos == len(p.s) }

// record reads up to the end of a row. Where empty cells reach beyond MaxColumns, as some
// programs write them, all at the end are left out.
func (p *parser) record() (*record, error) {
	p.rec = record{line: p.line, cells: p.rec.cells[:0]}
	for columns := 1; ; columns++ {
		cell, err := p.cell()
		if err != nil {
			return nil, err
		}
		if columns <= MaxColumns {
			p.rec.cells = append(p.rec.cells, cell)
		} else if strings.TrimSpace(cell) != "" {
			return nil, Problem(fmt.Sprintf("Line %d has more than 200 columns. Leave out the columns that are not needed. Nothing was read.", p.rec.line))
		}
		if p.done() || p.s[p.pos] != p.sep {
			if columns > MaxColumns {
				p.rec.trim()
			}
			p.lineBreak()
			return &p.rec, nil
		}
		p.pos++
	}
}

// cell reads up to a separator, a line break or the end.
func (p *parser) cell() (string, error) {
	if p.done() || p.s[p.pos] != '"' {
		return p.bare(), nil
	}
	p.rec.quoted = true
	opened := p.line
	p.pos++
	var b strings.Builder
	for {
		start := p.pos
		n := strings.IndexByte(p.s[start:], '"')
		if n < 0 {
			return "", unclosed(opened)
		}
		p.pos = start + n
		text := p.s[start:p.pos]
		if strings.ContainsAny(text, "\r\n") {
			text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
			p.line += strings.Count(text, "\n")
		}
		p.pos++
		if !p.done() && p.s[p.pos] == '"' {
			b.WriteString(text)
			b.WriteByte('"')
			p.pos++
			continue
		}
		rest := p.bare()
		if strings.Trim(rest, " \t") == "" {
			rest = ""
		} else if p.line > opened && p.torn == 0 {
			p.torn = opened
		}
		if b.Len() == 0 && rest == "" {
			return text, nil
		}
		b.WriteString(text)
		b.WriteString(rest)
		return b.String(), nil
	}
}

func unclosed(line int) Problem {
	return Problem(fmt.Sprintf("A quotation mark opens on line %d and is never closed, or not where a cell ends. Close it or remove it. Nothing was read.", line))
}

func (p *parser) bare() string {
	start := p.pos
	for ; !p.done(); p.pos++ {
		if c := p.s[p.pos]; c == p.sep || c == '\n' || c == '\r' {
			break
		}
	}
	return p.s[start:p.pos]
}

func (p *parser) lineBreak() {
	if p.done() {
		return
	}
	if p.s[p.pos] == '\r' && p.pos+1 < len(p.s) && p.s[p.pos+1] == '\n' {
		p.pos++
	}
	p.pos++
	p.line++
}

// skipLine passes over the rest of the line.
func (p *parser) skipLine() {
	if i := strings.IndexAny(p.s[p.pos:], "\r\n"); i >= 0 {
		p.pos += i
	} else {
		p.pos = len(p.s)
	}
	p.lineBreak()
}
