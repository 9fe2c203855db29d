package inventory

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/bring"
	"convene/internal/convert/csv"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// bringing is a list from a file, looked at before anything is stored.
type bringing struct {
	in       *Screen
	file     string // what was typed
	wait     bool
	preview  bring.Preview
	lines    []bringLine
	doubtful bool // also the lines that look like a partner that is there
	top      int
	rows     int // that fit
	width    int // of the lines
}

// readMsg is a file that was read.
type readMsg struct {
	file    string
	preview bring.Preview
	err     error
}

func (b *bringing) ask() tea.Cmd {
	if b.in.Env.OpenFile == nil {
		return screen.Notice("A list is brought on the machine that keeps the workspace: convene import partners FILE.csv")
	}
	return screen.Open(screen.NewPrompt(screen.Prompt{Title: "Which file?",
		Hint: "A table saved as CSV, with its folder: ~/Documents/partners.csv. You see what is in it before anything is stored.",
		Done: func(typed string) (tea.Cmd, error) {
			if typed == "" {
				return nil, ledger.Refuse("Write the file's name, or Esc to leave it.")
			}
			return b.read(typed), nil
		}}, b.file))
}

// read reads the file while the screen says so.
func (b *bringing) read(file string) tea.Cmd {
	b.in.At, b.file, b.wait, b.top, b.doubtful, b.lines = modeImport, file, true, 0, true, nil
	env := b.in.Env
	return screen.Later(func() tea.Msg {
		sheet, err := sheetOf(env, file)
		if err != nil {
			return readMsg{file: file, err: err}
		}
		p, err := bring.Read(env.State().Partner, sheet, bring.Options{File: text.Line(filepath.Base(file), text.NameMax),
			NewID: func() partner.ID { return partner.ID(env.NewID()) }, Now: env.Now()})
		return readMsg{file, p, err}
	})
}

func sheetOf(env *screen.Env, file string) (csv.Sheet, error) {
	f, err := env.OpenFile(env.Long(file))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return csv.Sheet{}, ledger.Refuse("There is no file %q. Nothing was brought: press I and look at its name and folder.", file)
	case err != nil:
		return csv.Sheet{}, ledger.Refuse("The file %q cannot be read. Nothing was brought.", file)
	}
	defer func() { _ = f.Close() }() // only read
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return csv.Sheet{}, ledger.Refuse("%q is a folder. Nothing was brought: name the file in it.", file)
	}
	data, err := io.ReadAll(io.LimitReader(f, csv.MaxBytes+1))
	if err != nil {
		return csv.Sheet{}, ledger.Refuse("The file %q cannot be read. Nothing was brought.", file)
	}
	return csv.Read(data)
}

func (b *bringing) Keys() []kit.Key {
	scroll := func(n int) func() tea.Cmd {
		return func() tea.Cmd { b.top = max(0, min(b.top+n, len(b.lines)-b.rows)); return nil }
	}
	page := func(n int) func() tea.Cmd { return func() tea.Cmd { return scroll(n * b.rows)() } }
	none := ""
	switch op := b.preview.Op(b.doubtful); {
	case b.wait:
		none = "The file is still being read."
	case len(op.New)+len(op.Fills) == 0:
		none = "There is nothing new in that file. Esc goes back."
	}
	with := "leave out the doubtful ones"
	if !b.doubtful {
		with = "take the doubtful ones too"
	}
	return []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: "store all of it", Foot: 1, Off: none, Run: b.store},
		{Press: []string{"d"}, Show: "d", Help: with, Foot: foot(2, len(b.preview.Doubtful) > 0), Off: none, Run: func() tea.Cmd { b.doubtful = !b.doubtful; return nil }},
		{Press: []string{"up"}, Show: "↑↓", Help: "read", Foot: 3, Run: scroll(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "read on", Run: scroll(1)},
		{Press: []string{"pgup"}, Show: "PgUp", Help: "page up", Run: page(-1)},
		{Press: []string{"pgdown"}, Show: "PgDn", Help: "page down", Run: page(1)},
		{Press: []string{"esc"}, Show: "Esc", Help: "store nothing", Foot: 4, Run: b.in.To(modeList)},
	}
}

// store makes the one change.
func (b *bringing) store() tea.Cmd {
	op := b.preview.Op(b.doubtful)
	if err := b.in.Env.Do(op); err != nil {
		return screen.Refused(err)
	}
	b.in.At = modeList
	b.in.list.query = query{}
	if len(op.New) > 0 {
		b.in.sel = op.New[0].ID
	}
	return screen.Notice(tell(op) + ". One u takes all of it back.")
}

// tell says what an import brings.
func tell(op partner.Import) string {
	var words []string
	if n := len(op.New); n > 0 {
		words = append(words, kit.Count(n, "new partner", "new partners"))
	}
	if n := len(op.Fills); n > 0 {
		words = append(words, kit.Count(n, "record filled in", "records filled in"))
	}
	if len(words) == 0 {
		return "nothing new"
	}
	return strings.Join(words, ", ")
}

func (b *bringing) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case readMsg:
		if !b.wait || msg.file != b.file {
			return nil
		}
		b.wait = false
		if msg.err != nil {
			b.in.At = modeList
			return screen.Refused(msg.err)
		}
		b.preview = msg.preview
	case screen.WheelMsg:
		b.top = max(0, min(b.top+msg.N, len(b.lines)-b.rows))
	}
	return nil
}

// bringLine is one line of the preview.
type bringLine struct {
	nr, name, note string
	head           bool
}

// lay makes the lines of the preview for a width of w cells.
func (b *bringing) lay(w int) {
	b.lines, b.width = nil, w
	p := b.preview
	left := ""
	if !b.doubtful {
		left = ": left out"
	}
	b.group("New", p.New)
	b.group("In the inventory already: only gaps are filled", p.Matching)
	b.group("Doubtful, much like another name"+left, p.Doubtful)
	b.group("Refused", p.Refused)
	var unread []string
	for _, c := range p.Columns {
		if c.Field == "" {
			unread = append(unread, c.Name)
		}
	}
	if len(unread) > 0 {
		b.lines = append(b.lines, bringLine{name: "Columns that are not read", head: true}, bringLine{note: strings.Join(unread, ", ")})
	}
}

func (b *bringing) group(title string, lines []bring.Line) {
	if len(lines) == 0 {
		return
	}
	if len(b.lines) > 0 {
		b.lines = append(b.lines, bringLine{})
	}
	b.lines = append(b.lines, bringLine{name: fmt.Sprintf("%s (%d)", title, len(lines)), head: true})
	for _, l := range lines {
		line := bringLine{nr: fmt.Sprint(l.Line), name: l.Name}
		if line.name == "" {
			line.name = "(no name)"
		}
		b.lines = append(b.lines, line)
		if len(l.Notes) == 0 {
			continue
		}
		for _, n := range paint.Wrap(strings.Join(l.Notes, "; "), max(10, min(72, b.width-bringText-2))) {
			b.lines = append(b.lines, bringLine{note: n})
		}
	}
}

// bringHead is the rows above the lines; bringText is the column where names begin, behind the numbers of lines.
const (
	bringHead = 3
	bringText = 8
)

func (b *bringing) View(w, h int) screen.View {
	b.rows = max(1, h-bringHead-1)
	b.lay(w)
	b.top = max(0, min(b.top, len(b.lines)-b.rows))
	return bringView{}
}

// bringView is all that others see of it: the file may hold contacts.
type bringView struct{}

// Draw implements screen.View.
func (bringView) Draw(a kit.Area, sh screen.Shared) {
	kit.Heading(a.Sub(0, 0, a.W(), 1), "Bring a list", "Nothing is stored yet", sh.Theme)
	a.Sub(0, 1, a.W(), a.H()-1).Spot("lines")
}

func (b *bringing) Layer(int, int) screen.Layer {
	l := bringLayer{wait: b.wait, file: b.file, win: kit.Window{Top: b.top, Rows: b.rows, Of: len(b.lines)}}
	if !b.wait {
		l.sum = filepath.Base(b.file) + ": " + tell(b.preview.Op(b.doubtful))
		if n := len(b.preview.Refused); n > 0 {
			l.sum += fmt.Sprintf(", %d refused", n)
		}
		l.lines = b.lines[l.win.Top:l.win.End()]
	}
	return l
}

type bringLayer struct {
	wait      bool
	file, sum string
	lines     []bringLine
	win       kit.Window
}

// Paint implements screen.Layer.
func (l bringLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	th := o.Theme
	if l.wait {
		a.Print(0, 1, "Reading "+l.file+"…", th.Text)
		return
	}
	a.Sub(0, 1, a.W(), 2).Para(0, a.W(), l.sum, th.Muted)
	body := a.Sub(0, bringHead, a.W(), l.win.Rows)
	for y, line := range l.lines {
		if line.head {
			body.Print(0, y, line.name, th.Heading)
			continue
		}
		body.Sub(0, y, 6, 1).Right(0, line.nr, th.Muted)
		body.Print(bringText, y, line.name, th.Text)
		body.Print(bringText+2, y, line.note, th.Muted)
	}
	kit.Hidden(a.Sub(kit.Margin, a.H()-1, a.W(), 1), l.win, th)
	p.Cursor = paint.Cursor{X: body.Rect().Min.X, Y: body.Rect().Min.Y, On: true}
}
