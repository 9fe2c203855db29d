package csv

import "strings"

const separators = ",;\t|" // the likeliest first

// tally is how often records of so many columns were seen, by separator.
type tally struct {
	records int
	header  [len(separators)]int
	seen    [len(separators)][MaxColumns + 1]int
}

// sniff finds the separator by which the first records fall into columns most evenly. What is within quotation marks
// does not count, whichever separator the mark follows; the header counts double, since decimal commas begin below it.
func sniff(s string) byte {
	const sample, records = 64 << 10, 50
	whole := len(s) <= sample
	s = s[:min(len(s), sample)]
	var t tally
	var columns [len(separators)]int // of this record, less one
	text, quoted, edge := false, false, true
	for i := 0; i < len(s) && t.records < records; i++ {
		c := s[i]
		n := strings.IndexByte(separators, c)
		switch {
		case c == '"' && (quoted || edge): // a doubled one closes and opens again
			quoted, text = !quoted, true
			edge = !quoted
			continue
		case quoted:
			continue
		case c == '\r' || c == '\n':
			t.add(columns, text)
			columns, text = [len(separators)]int{}, false
		case n >= 0:
			columns[n]++
		case c != ' ':
			text = true
		}
		edge = n >= 0 || c == '\r' || c == '\n'
	}
	if whole && !quoted {
		t.add(columns, text)
	}
	return t.best()
}

func (t *tally) add(columns [len(separators)]int, text bool) {
	if !text {
		return
	}
	for i, n := range columns {
		n = min(n+1, MaxColumns)
		t.seen[i][n]++
		if t.records == 0 {
			t.header[i] = n
		}
	}
	t.records++
}

func (t *tally) best() byte {
	best, most := separators[0], 0
	for i := range len(separators) {
		for columns := 2; columns <= MaxColumns; columns++ {
			score := columns * t.seen[i][columns]
			if columns == t.header[i] {
				score *= 2
			}
			if score > most {
				best, most = separators[i], score
			}
		}
	}
	return best
}
