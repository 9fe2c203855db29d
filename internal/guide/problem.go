package guide

import (
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing that is wrong in a pack: where, what, and what to do about it.
type Problem struct {
	File string // inside the pack's folder, with slashes
	Line int    // from 1
	Text string
}

// Error says the problem as file:line: text.
func (p Problem) Error() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text) }

// Problems is all that is wrong in a pack, in the order of its files and lines. It is the error that Read and Load return
// for a pack that cannot be used.
type Problems []Problem

const shownProblems = 20

// Error says the first problems, one a line.
func (ps Problems) Error() string {
	var out []string
	for i, p := range ps {
		if i == shownProblems {
			out = append(out, fmt.Sprintf("… and %d more.", len(ps)-i))
			break
		}
		out = append(out, p.Error())
	}
	return strings.Join(out, "\n")
}

// page is one file while it is read, with what was found wrong in it.
type page struct {
	file     string
	title    section   // the level-1 heading and what follows it
	sections []section // level 2, each with its level-3 children
	last     int       // the number of the last line
	problems Problems
}

func (pg *page) bad(line int, format string, args ...any) {
	pg.problems = append(pg.problems, Problem{pg.file, line, fmt.Sprintf(format, args...)})
}

// sorted gives the problems by line.
func (pg *page) sorted() Problems {
	slices.SortStableFunc(pg.problems, func(a, b Problem) int { return a.Line - b.Line })
	return slices.Compact(pg.problems)
}
