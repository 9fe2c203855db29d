package app_test

import (
	"bytes"
	"context"
	"io"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"convene/internal/guide"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/store/memlog"
	"convene/ui/app"
	"convene/ui/app/drive"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// until is a terminal that tells when a word has come over the line.
type until struct {
	word []byte
	once sync.Once
	seen chan struct{}

	mu  sync.Mutex
	got []byte
}

func newUntil(word string) *until { return &until{word: []byte(word), seen: make(chan struct{})} }

func (u *until) Write(b []byte) (int, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.got = append(u.got, b...)
	if bytes.Contains(u.got, u.word) {
		u.once.Do(func() { close(u.seen) })
	}
	return len(b), nil
}

// BenchmarkFirstFrame compares, in one run, how long `convene demo` takes from nothing to its first screen (the sample
// made, the room opened, the home screen drawn) with a Bubble Tea program that shows one word.
func BenchmarkFirstFrame(b *testing.B) {
	b.Run("convene demo", func(b *testing.B) {
		for b.Loop() {
			demo(b)
		}
	})
	b.Run("minimal Bubble Tea", func(b *testing.B) {
		for b.Loop() {
			u := newUntil("hello")
			p := tea.NewProgram(hello{}, tea.WithInput(nil), tea.WithOutput(u), tea.WithoutSignalHandler(),
				tea.WithColorProfile(colorprofile.TrueColor), tea.WithWindowSize(120, 40), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
			go func() { _, _ = p.Run() }()
			<-u.seen
			b.StopTimer()
			p.Quit()
			p.Wait()
			b.StartTimer()
		}
	})
}

func demo(b *testing.B) {
	ctx, store := context.Background(), memlog.New()
	if err := sample.Fill(ctx, store, drive.Noon()); err != nil {
		b.Fatal(err)
	}
	r, err := room.Open(ctx, store, room.Options{Now: drive.Noon})
	if err != nil {
		b.Fatal(err)
	}
	memo := &screen.Memo{}
	p := app.NewPainter(r, guide.Default(), memo, nil)
	u := newUntil("Inventory")
	pane := p.Open(u, nil)
	env := &screen.Env{Session: r.Join(drive.You()), Guide: guide.Default(), Memo: memo, Now: drive.Noon}
	m := app.New(env, pane, app.Options{Theme: theme.Dark, Profile: colorprofile.TrueColor, W: 120, H: 40})
	m.View()
	<-u.seen
	b.StopTimer()
	pane.Close(time.Second)
	p.Close()
	_ = r.Close(ctx)
	b.StartTimer()
}

// hello is a minimal Bubble Tea program.
type hello struct{}

func (hello) Init() tea.Cmd                         { return nil }
func (h hello) Update(tea.Msg) (tea.Model, tea.Cmd) { return h, nil }
func (hello) View() tea.View {
	v := tea.NewView("hello")
	v.AltScreen = true
	return v
}

var _ io.Writer = (*until)(nil)
var _ app.Showing = (*paint.Pane[*app.Published, app.Key, *app.Mine])(nil)
