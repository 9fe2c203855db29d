//go:build linux

package main

import (
	"fmt"
	"time"
)

// row is one line of a table: a figure of both sides, and what it should be at 200 terminals.
type row struct {
	name   string
	of     func(figures) float64
	format string
	target float64 // of the ratio, 0 for none
	most   float64 // of our figure itself, 0 for none
}

func (r round) rows() []row {
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	last, cpu := 0.5, 0.4
	if r.mixed {
		last, cpu = 0.8, 0.8
	}
	return []row{
		{"key to the last screen, p50", func(f figures) float64 { return ms(quantile(f.text, 0.5)) }, "%.1f ms", last, 0},
		{"key to the last screen, p95", func(f figures) float64 { return ms(quantile(f.text, 0.95)) }, "%.1f ms", 0, 0},
		{"key to the last byte, p50", func(f figures) float64 { return ms(quantile(f.last, 0.5)) }, "%.1f ms", 0, 0},
		{"key to the last byte, p95", func(f figures) float64 { return ms(quantile(f.last, 0.95)) }, "%.1f ms", 0, 0},
		{"bytes an update and terminal", func(f figures) float64 { return float64(f.bytes) / float64(len(f.text)*f.terminals) }, "%.0f", 0, 0},
		{"processor time an update", func(f figures) float64 { return ms(f.cpu) / float64(len(f.text)) }, "%.1f ms", cpu, 0},
		{"memory a terminal", func(f figures) float64 { return f.mb }, "%.2f MB", 0, 0.3},
		{"idle, of one core", func(f figures) float64 { return 100 * f.idle }, "%.2f %%", 0, 1},
	}
}

func (r round) print(f []figures) {
	kind := "of 120×40"
	if r.mixed {
		kind = "of four sizes, three themes and three kinds, one in five with their own selection (tmux: all of 120×40)"
	}
	fmt.Printf("\n%d terminals %s\n%-30s %12s %12s %7s  %s\n", r.n, kind, "", "convene", "tmux", "ratio", "target at 200")
	for _, row := range r.rows() {
		ours := row.of(f[0])
		theirs, ratio, target := "", "", ""
		hit := true
		if row.most > 0 {
			target, hit = fmt.Sprintf("%g", row.most), ours <= row.most
		}
		if len(f) > 1 {
			is := row.of(f[0]) / row.of(f[1])
			theirs, ratio = fmt.Sprintf(row.format, row.of(f[1])), fmt.Sprintf("%.2f", is)
			if row.target > 0 {
				target, hit = fmt.Sprintf("ratio %g", row.target), is <= row.target
			}
		}
		if r.n < 200 {
			target = ""
		} else if target != "" {
			target += map[bool]string{true: ": hit", false: ": MISSED"}[hit]
		}
		fmt.Printf("%-30s %12s %12s %7s  %s\n", row.name, fmt.Sprintf(row.format, ours), theirs, ratio, target)
	}
}
