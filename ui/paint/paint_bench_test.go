package paint

import (
	"fmt"
	"io"
	"strconv"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

const benchW, benchH, benchCards = 120, 40, 40

// retro is a board of three columns of cards.
type retro struct {
	rev  int
	cols [3][]int
	last string
}

func newRetro() *retro {
	b := &retro{}
	for i := range benchCards {
		b.cols[i%3] = append(b.cols[i%3], i)
	}
	return b
}

// next moves a card.
func (b *retro) next() *retro {
	n := &retro{rev: b.rev + 1, last: "moved"}
	card := b.rev % benchCards
	for c, cards := range b.cols {
		for _, k := range cards {
			to := c
			if k == card {
				to = (c + 1) % 3
			}
			n.cols[to] = append(n.cols[to], k)
		}
	}
	return n
}

type retroMine struct {
	card  int
	draft string
}

var (
	retroLook  = Look[string]{W: benchW, H: benchH, Profile: colorprofile.ANSI256, Key: "board"}
	retroTitle = []string{"Faster onboarding", "Fewer meetings", "Write it down", "Customer calls", "Clear owners"}
	retroTags  = []Ink{{Bg: ansi.Red}, {Bg: ansi.Blue}, {Bg: ansi.Green}, {Bg: ansi.Yellow}}
	retroCard  = Ink{Fg: ansi.IndexedColor(252)}
	retroHead  = Ink{Attrs: uv.AttrBold, Fg: ansi.White, Bg: ansi.IndexedColor(55)}
	retroFoot  = Ink{Fg: ansi.IndexedColor(245)}
	retroBox   = Ink{Fg: ansi.IndexedColor(240)}
)

var retroApp = App[*retro, string, retroMine]{
	Scene: func(b *retro, l Look[string], c *Canvas) {
		cw := l.W / 3
		c.Fill(R(0, 0, l.W, 1), retroHead)
		c.Print(1, 0, l.W-2, fmt.Sprintf("BOARD  retro  rev %06d  last: %s", b.rev, b.last), retroHead)
		for col, name := range []string{"KEEP", "CHANGE", "TRY"} {
			c.Box(R(col*cw, 1, cw, l.H-3), retroBox, false)
			c.Print(col*cw+1, 2, cw-2, name+" "+strconv.Itoa(len(b.cols[col])), retroHead)
			for i, k := range b.cols[col] {
				if i >= l.H-8 {
					break
				}
				x := c.Print(col*cw+1, 3+i, 4, fmt.Sprintf(" %02d ", k), retroTags[k%4])
				c.Print(x+1, 3+i, cw-7, retroTitle[k%5]+" ● #"+strconv.Itoa(k), retroCard)
				c.Spot("card"+strconv.Itoa(k), R(col*cw+1, 3+i, cw-2, 1))
			}
		}
		c.Print(0, l.H-2, l.W, "enter move card  up/down select  q quit", retroFoot)
	},
	Personal: func(b *retro, l Look[string], m retroMine, p *Personal) {
		if r, ok := p.Find("card" + strconv.Itoa(m.card)); ok {
			p.Tint(r, Ink{Attrs: uv.AttrReverse})
		}
		p.Fill(R(0, l.H-1, l.W, 1), Ink{})
		p.Cursor = Cursor{p.Print(0, l.H-1, l.W-1, "> "+m.draft, Ink{}), l.H - 1, true}
	},
}

func retroScene(pal *Palette, b *retro, id uint64) *Scene {
	var c Canvas
	retroApp.scene(&c, pal, b, retroLook, nil)
	return newScene(&c, id, nil)
}

func BenchmarkScene(b *testing.B) {
	pal, s := NewPalette(), newRetro()
	b.ReportAllocs()
	for b.Loop() {
		retroScene(pal, s, 1)
	}
}

func BenchmarkDiff(b *testing.B) {
	pal, s := NewPalette(), newRetro()
	x, y := retroScene(pal, s, 1), retroScene(pal, s.next(), 2)
	var n int
	b.ReportAllocs()
	for b.Loop() {
		n = len(diff(&x.frame, &y.frame, nil).Bytes)
	}
	b.ReportMetric(float64(n), "bytes")
}

func BenchmarkFull(b *testing.B) {
	x := retroScene(NewPalette(), newRetro(), 1)
	var n int
	b.ReportAllocs()
	for b.Loop() {
		n = len(diff(nil, &x.frame, nil).Bytes)
	}
	b.ReportMetric(float64(n), "bytes")
}

// BenchmarkPatch is what each terminal costs beside writing: its layer, and the bytes for it.
func BenchmarkPatch(b *testing.B) {
	pal, s := NewPalette(), newRetro()
	x, y := retroScene(pal, s, 1), retroScene(pal, s.next(), 2)
	d := diff(&x.frame, &y.frame, nil)
	var l layers
	old := layered(&l, x, s)
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		buf = patch(buf[:0], &y.frame, nil, old, layered(&l, y, s), d, false)
	}
	b.ReportMetric(float64(len(buf)), "bytes")
}

func layered(l *layers, sc *Scene, s *retro) []over {
	p := l.get(sc, retroLook.Profile)
	defer l.put(p)
	retroApp.Personal(s, retroLook, retroMine{7, "hello"}, p)
	return p.overs()
}

// picture is where a screen is written to; full is closed once all of it has come.
type picture struct {
	mu   sync.Mutex
	b    []byte
	full chan struct{}
}

func (w *picture) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.b = append(w.b, b...)
	if w.full != nil && contains(w.b, "q quit") { // the footer is written last
		close(w.full)
		w.full = nil
	}
	return len(b), nil
}

func contains(b []byte, s string) bool {
	for i := max(0, len(b)-8<<10); i+len(s) <= len(b); i++ {
		if string(b[i:i+len(s)]) == s {
			return true
		}
	}
	return false
}

// BenchmarkFirstFrame is the time from the start to the last byte of the first full screen.
func BenchmarkFirstFrame(b *testing.B) {
	s := newRetro()
	b.Run("painted", func(b *testing.B) {
		for b.Loop() {
			full := make(chan struct{})
			p := New(retroApp, s, Options{})
			p.Open(&picture{full: full}, nil).Show(retroLook, Modes{Mouse: 1, Title: "board"}, retroMine{})
			<-full
			b.StopTimer()
			p.Close()
			b.StartTimer()
		}
	})
	b.Run("bubbletea", func(b *testing.B) {
		f, _, _ := retroApp.Frame(NewPalette(), s, retroLook, retroMine{})
		view := f.ANSI()
		for b.Loop() {
			full := make(chan struct{})
			in, out := io.Pipe()
			prog := tea.NewProgram(teaBoard(view), tea.WithInput(in), tea.WithOutput(&picture{full: full}), tea.WithWindowSize(benchW, benchH),
				tea.WithColorProfile(colorprofile.ANSI256), tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler())
			ended := make(chan struct{})
			go func() {
				defer close(ended)
				_, _ = prog.Run()
			}()
			<-full
			b.StopTimer()
			_ = out.Close()
			prog.Quit()
			<-ended
			b.StartTimer()
		}
	})
}

// teaBoard is the least that Bubble Tea's own renderer needs: a picture that was drawn before.
type teaBoard string

func (m teaBoard) Init() tea.Cmd                       { return nil }
func (m teaBoard) Update(tea.Msg) (tea.Model, tea.Cmd) { return m, nil }

func (m teaBoard) View() tea.View {
	v := tea.NewView(string(m))
	v.AltScreen, v.MouseMode = true, tea.MouseModeCellMotion
	return v
}
