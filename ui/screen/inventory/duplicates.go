package inventory

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// review goes through pairs of records that may be about one partner, two side by side.
type review struct {
	in    *Screen
	pairs []pair
	at    int
	right bool // the one on the right goes on
	asked bool // the two were chosen by hand, not found
	wait  bool // the names are being compared
	top   int
	rows  int // that fit
}

// lookedMsg says that all names have been compared.
type lookedMsg struct{}

// entry is the list's key for the review: in the footer only where there is something to review.
func (r *review) entry() kit.Key {
	k := kit.Key{Press: []string{"D"}, Show: "D", Help: "look for duplicates", Run: r.start}
	found, ok := duplicates(r.in.Env.State().Public(), r.in.Env.Memo, false)
	switch {
	case ok && len(found) == 0:
		k.Off = "No two partners have names that are alike."
	case ok:
		k.Foot, k.Help = 6, kit.Count(len(found), "duplicate?", "duplicates?")
	}
	return k
}

func (r *review) start() tea.Cmd {
	r.in.At, r.at, r.asked = modeDuplicates, 0, false
	public, memo := r.in.Env.State().Public(), r.in.Env.Memo
	var ok bool
	if r.pairs, ok = duplicates(public, memo, false); !ok {
		r.wait = true
		return screen.Later(func() tea.Msg { duplicates(public, memo, true); return lookedMsg{} })
	}
	r.show(0)
	return nil
}

// compare opens two records that somebody chose.
func (r *review) compare(a, b *row) tea.Cmd {
	r.in.At, r.asked, r.wait = modeDuplicates, true, false
	if b.filled > a.filled {
		a, b = b, a
	}
	r.pairs = []pair{{a, b}}
	r.show(0)
	return nil
}

func (r *review) show(at int) {
	r.wait = false
	r.at, r.top, r.right = kit.Step(at, 0, len(r.pairs)), 0, false
}

// refresh looks again after a change, here or elsewhere.
func (r *review) refresh() tea.Cmd {
	if r.asked {
		r.in.At = modeList
		return nil
	}
	found, ok := duplicates(r.in.Env.State().Public(), r.in.Env.Memo, false)
	if !ok {
		return nil
	}
	r.pairs = found
	r.show(r.at)
	return nil
}

// now is the pair as the two records are by now, false where one of them is gone.
func (r *review) now() (pair, bool) {
	if r.wait || len(r.pairs) == 0 {
		return pair{}, false
	}
	x := r.pairs[r.at]
	l := everything(r.in.Env.State().Public(), r.in.Env.Memo)
	var out pair
	for _, row := range l {
		switch row.ID {
		case x.a.ID:
			out.a = row
		case x.b.ID:
			out.b = row
		}
	}
	return out, out.a != nil && out.b != nil
}

func (r *review) Keys() []kit.Key {
	none := ""
	if _, ok := r.now(); !ok {
		none = "There are no two records to compare. Esc goes back."
	}
	side := func(right bool) func() tea.Cmd { return func() tea.Cmd { r.right = right; return nil } }
	scroll := func(n int) func() tea.Cmd { return func() tea.Cmd { r.top = max(0, r.top+n); return nil } }
	turn := func(n int) func() tea.Cmd { return func() tea.Cmd { r.show(r.at + n); return nil } }
	more := len(r.pairs) > 1
	return []kit.Key{
		{Press: []string{"left"}, Show: "←→", Help: "which one goes on", Foot: 1, Off: none, Run: side(false)},
		{Press: []string{"right"}, Show: "→", Help: "the right one goes on", Off: none, Run: side(true)},
		{Press: []string{"enter"}, Show: "Enter", Help: "merge", Foot: 2, Off: none, Run: r.merge},
		{Press: []string{"k"}, Show: "k", Help: "keep both", Foot: 3, Off: none, Run: r.keep},
		{Press: []string{"n"}, Show: "n", Help: "next two", Foot: foot(4, more), Off: none, Run: turn(1)},
		{Press: []string{"p"}, Show: "p", Help: "two before", Foot: foot(5, more), Off: none, Run: turn(-1)},
		{Press: []string{"up"}, Show: "↑", Help: "up", Run: scroll(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "read on", Run: scroll(1)},
		{Press: []string{"esc"}, Show: "Esc", Help: "back", Foot: 6, Run: r.in.To(modeList)},
	}
}

// keep notes that the two are different partners.
func (r *review) keep() tea.Cmd {
	x, ok := r.now()
	if !ok {
		return nil
	}
	if err := r.in.Env.Do(partner.Distinct{A: x.a.ID, B: x.b.ID}); err != nil {
		return screen.Refused(err)
	}
	return tea.Batch(r.refresh(), screen.Notice("Two different partners: you are not asked again."))
}

// merge says what would happen and asks.
func (r *review) merge() tea.Cmd {
	x, ok := r.now()
	if !ok {
		return nil
	}
	into, from := x.a.ID, x.b.ID
	if r.right {
		into, from = from, into
	}
	ps := r.in.Env.State().Partner.Partners
	i, _ := ps.Get(string(into))
	f, _ := ps.Get(string(from))
	op := workspace.Merge{From: from, Into: into, Patch: partner.Takeover(f, i)}
	return screen.Open(&screen.Confirm{Title: "Merge the two?", Text: r.explain(f, i, op.Patch), Yes: "merge", Do: func() tea.Cmd {
		if err := r.in.Env.Do(op); err != nil {
			return screen.Refused(err)
		}
		r.in.sel = into
		return tea.Batch(r.refresh(), screen.Notice(fmt.Sprintf("%s goes on. u takes the merge back.", i.Name)))
	}})
}

// explain says in a few sentences what a merge does.
func (r *review) explain(from, into partner.Partner, p ledger.Patch) string {
	var gaps []string
	notes := false
	seen := map[string]bool{}
	for _, f := range partner.Fields() {
		if _, ok := p[f.JSONField()]; !ok {
			continue
		}
		head, _, _ := strings.Cut(f.ID, ".")
		switch {
		case f.ID == "notes":
			notes = true
		case !seen[head]:
			seen[head] = true
			gaps = append(gaps, strings.ToLower(r.in.Env.Guide.Field(head).Label))
		}
	}
	out := fmt.Sprintf("%s goes on, %s leads to it.", into.Name, from.Name)
	if from.Name == into.Name {
		out = fmt.Sprintf("One record of %s goes on, the other leads to it.", into.Name)
	}
	if len(gaps) > 0 {
		out += " Taken over: " + strings.Join(gaps, ", ") + "."
	}
	if notes {
		out += " Other differences go into its notes."
	}
	return out + " Both histories stay readable."
}

func (r *review) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case lookedMsg:
		r.wait = false
		return r.refresh()
	case screen.WheelMsg:
		r.top = max(0, r.top+msg.N)
	case screen.ClickMsg:
		switch msg.Spot {
		case "side:a":
			r.right = false
		case "side:b":
			r.right = true
		}
	}
	return nil
}

func (r *review) View(w, h int) screen.View {
	x, ok := r.now()
	if !ok {
		return pairView{wait: r.wait}
	}
	r.rows = max(1, h-pairHead-1)
	lines := pairLines(x, r.in.Env.State().Public(), r.in.Env.Guide, w)
	r.top = max(0, min(r.top, len(lines)-r.rows))
	return pairView{a: x.a.ID, b: x.b.ID, top: r.top, nth: r.at + 1, of: len(r.pairs), asked: r.asked}
}

func (r *review) Layer(int, int) screen.Layer {
	if _, ok := r.now(); !ok {
		return pairLayer{}
	}
	if r.right {
		return pairLayer{"side:b"}
	}
	return pairLayer{"side:a"}
}

type pairLayer struct{ spot string }

// Paint implements screen.Layer.
func (l pairLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	if !kit.Select(p, l.spot, o.Theme) {
		return
	}
	if r, ok := p.Find("goes:" + l.spot); ok {
		a.At(r).Print(0, 0, "goes on", o.Theme.Accent)
	}
}
