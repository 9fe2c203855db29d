package app

import (
	"strings"

	"rsc.io/qr"

	"convene/internal/ledger"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// poster is the line to type, as the wall shows it as long as the sheet is open that put it up.
type poster struct {
	who         string // may type it, where that is not the team
	lines       string // one for each address, in one string so that it compares
	link        string
	fingerprint string
}

// poster is what this terminal has put up on the wall, nil where that is nothing. Whoever leads no more has nothing there,
// and it does not come back with the lead.
func (m *Model) poster() any {
	for _, o := range m.over {
		s, ok := o.(*sharing)
		if !ok || !s.posted {
			continue
		}
		if s.posted = m.env.Session.Leads(); s.posted {
			return s.poster()
		}
	}
	return nil
}

func (s *sharing) poster() poster {
	p := poster{lines: strings.Join(s.Lines, "\n"), link: s.Link, fingerprint: s.Fingerprint}
	switch s.role {
	case ledger.Guest:
		p.who = "Guests from " + s.from
	case ledger.Observer:
		p.who = "To watch"
	case ledger.Facilitator, ledger.Participant:
	}
	return p
}

// Headed implements screen.Headed.
func (poster) Headed() {}

// Draw implements screen.View: the line in large letters where they have room, then its code where there is some left, then
// the heading in large letters too.
func (v poster) Draw(a kit.Area, sh screen.Shared) {
	th, lines := sh.Theme, strings.Split(v.lines, "\n")
	how := "In a terminal, type:"
	if v.who != "" {
		how = v.who + ": in a terminal, type:"
	}
	head := paint.Wrap(how, a.W())
	line, large := kit.Typed(lines[0], a.W(), th.ASCII)
	if !large || len(head)+len(line)+3 > a.H() {
		line, large = typedSmall(lines, a.W()), false
	}
	code, below := v.code(sh), v.below(lines, large || len(line) > len(lines))
	rows, side := 2*len(below), codeSide(code)
	if free := a.H() - len(head) - len(line); side > 0 && side+24 <= a.W() && (side+1)/2 <= free {
		rows = (side + 1) / 2
	} else {
		code, rows = nil, min(rows, free)
	}
	if big, ok := kit.Large(how, a.W(), a.H()-len(line)-rows-2, th.ASCII); ok && large {
		head = big
	}
	free := max(0, a.H()-len(head)-len(line)-rows)
	gap := min(2, free/3)
	y := (free - 2*gap) / 2
	print := func(rows []string, ink paint.Ink) {
		for i, l := range rows {
			a.Print(0, y+i, l, ink)
		}
		y += len(rows) + gap
	}
	print(head, th.Heading)
	print(line, th.Accent)
	_, rest := a.Rows(y)
	if code != nil {
		drawCode(rest.Sub(0, 0, side, rows), code)
		rest = rest.Sub(side+2, 0, a.W()-side-2, rows)
	}
	v.explain(rest, below, sh)
}

// saying is a paragraph below the line. What is to be typed is left out rather than parted.
type saying struct {
	text  string
	typed bool
}

// below is what stands under the line. Where that had to be parted it says once more that it is one.
func (v poster) below(lines []string, parted bool) []saying {
	var out []saying
	if parted {
		out = append(out, saying{text: "It is one line, without a space before the @."}, saying{lines[0], true})
		if len(lines) > 1 {
			out = append(out, saying{text: "If that finds nobody:"})
		}
		for _, l := range lines[1:] {
			out = append(out, saying{l, true})
		}
	}
	return append(out, saying{text: "The first time, ssh shows this fingerprint: " + v.fingerprint})
}

func (v poster) explain(a kit.Area, below []saying, sh screen.Shared) {
	y := 0
	for _, s := range below {
		switch {
		case !s.typed:
			y += a.Sub(0, y, a.W(), a.H()-y).Para(0, a.W(), s.text, sh.Theme.Muted)
		case paint.Width(s.text) <= a.W():
			a.Print(0, y, s.text, sh.Theme.Text)
			y += 2
		}
	}
}

// code is the code of the link; nil in a terminal that has no signs for it.
func (v poster) code(sh screen.Shared) *qr.Code {
	if sh.Theme.ASCII {
		return nil
	}
	type key struct{ link string }
	return screen.Get(sh.Memo, key{v.link}, func() *qr.Code { return draw(v.link) })
}

// typedSmall is the lines in letters of ordinary size: parted between words or before the @ where they are too long.
func typedSmall(lines []string, w int) []string {
	var out []string
	for _, l := range lines {
		out = append(out, kit.Parted(l, w)...)
	}
	return out
}
