package paint

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// told renders messages so that they compare easily.
func told(msg tea.Msg) string {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return m.String()
	case tea.PasteMsg:
		return "paste " + m.Content
	case tea.MouseClickMsg:
		return "click"
	case tea.FocusMsg:
		return "focus"
	case tea.ModeReportMsg:
		return "mode"
	}
	return "?"
}

func TestReader(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"ab", []string{"a", "b"}},
		{"\x1b", []string{"esc"}},
		{"\x1b[A\x1bOP\x1b[1;5C", []string{"up", "f1", "ctrl+right"}},
		{"\x1ba", []string{"alt+a"}},
		{"é会", []string{"é", "会"}},
		{"\r\t\x7f\x1a", []string{"enter", "tab", "backspace", "ctrl+z"}},
		{"\x1b[200~two\rlines \x1b[A\x1b[201~x", []string{"paste two\rlines \x1b[A", "x"}},
		{"\x1b[<0;3;4M", []string{"click"}},
		{"\x1b[I\x1b[?2026;2$y", []string{"focus", "mode"}},
		{"\x1b[97;5u", []string{"ctrl+a"}},
		{"\x1b[9999zx", []string{"x"}},
		{"\x1b[12\x01x", []string{"ctrl+a", "x"}},
		{"\x1b]777;nonsense\x07x", []string{"x"}},
		{"\xffa", []string{"a"}},
	} {
		for name, in := range map[string]io.Reader{"whole": strings.NewReader(tt.in), "byte by byte": iotest.OneByteReader(strings.NewReader(tt.in))} {
			var got []string
			ok := Reader{Send: func(m tea.Msg) { got = append(got, told(m)) }, Escape: time.Hour}.Run(in)
			if !ok || !slices.Equal(got, tt.want) {
				t.Errorf("%q %s: %q, %v, want %q", tt.in, name, got, ok, tt.want)
			}
		}
	}
}

// TestLoneEscape: Esc is told after a while though nothing follows.
func TestLoneEscape(t *testing.T) {
	in, out := io.Pipe()
	msgs := make(chan tea.Msg, 10)
	ended := make(chan bool)
	go func() {
		ended <- Reader{Send: func(m tea.Msg) { msgs <- m }, Escape: time.Millisecond}.Run(in)
	}()
	for _, tt := range []struct{ in, want string }{{"\x1b", "esc"}, {"\x1b[", "alt+["}, {"q", "q"}} {
		_, _ = out.Write([]byte(tt.in))
		select {
		case m := <-msgs:
			if told(m) != tt.want {
				t.Errorf("%q is %q, want %q", tt.in, told(m), tt.want)
			}
		case <-time.After(patience):
			t.Fatalf("no message for %q", tt.in)
		}
	}
	_ = out.Close()
	if !<-ended {
		t.Error("an ordinary terminal was taken for none")
	}
}

type endless struct{ head, more string }

func (e *endless) Read(b []byte) (int, error) {
	if e.head != "" {
		n := copy(b, e.head)
		e.head = e.head[n:]
		return n, nil
	}
	return copy(b, strings.Repeat(e.more, len(b))), nil
}

func TestEndlessInputIsRefused(t *testing.T) {
	for _, head := range []string{"\x1b[", "\x1b]52;c;", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b[200~"} {
		sent := 0
		if (Reader{Send: func(tea.Msg) { sent++ }, Escape: time.Hour}).Run(&endless{head, "1"}) || sent > 0 {
			t.Errorf("%q and no end: taken, %d messages", head, sent)
		}
		in := io.MultiReader(io.LimitReader(&endless{head, "1"}, 70<<10), strings.NewReader("\x1b[201~\x1b\\"), strings.NewReader("q"))
		last := ""
		if !(Reader{Send: func(m tea.Msg) { last = told(m) }, Escape: time.Hour, Trust: true}).Run(in) || last != "q" {
			t.Errorf("%q and a late end, from a trusted terminal: the last message is %q", head, last)
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, s := range []string{"\x1b[200~x\x1b[201~", "\x1b[<0;3;4M", "\x1b]52;c;eA==\x07", "\x1bP>|x\x1b\\", "\x1b[1;1R", "\x1b[M !!", "会\xe4\xbc", "\x1b[97;5:1;97u", "\x1b\x1b\x1b[A", "\x9b1;5A"} {
		f.Add([]byte(s), 3)
	}
	f.Fuzz(func(t *testing.T, b []byte, split int) {
		d := &decoder{send: func(m tea.Msg) {
			if p, ok := m.(tea.PasteMsg); ok && len(p.Content) > maxPaste {
				t.Fatal("a paste of", len(p.Content))
			}
		}, escape: time.Hour}
		defer d.end()
		split = max(1, min(split, 512))
		for c := range slices.Chunk(b, split) {
			d.mu.Lock()
			d.rest = append(d.rest, c...)
			d.decode(false) // not through take, which would hide a panic
			d.mu.Unlock()
			if !d.take(nil) {
				return
			}
			if cap(d.rest) > 4*maxSequence || cap(d.paste) > 4*maxPaste {
				t.Fatal("keeps", cap(d.rest), cap(d.paste))
			}
		}
	})
}

func TestPasteAtTheLimit(t *testing.T) {
	for _, tt := range []struct {
		n     int
		trust bool
		want  bool
		msg   string
	}{
		{maxPaste, false, true, "paste"},
		{maxPaste + 1, false, false, "too long"},
		{maxPaste + 600, false, false, ""},
		{maxPaste + 1, true, true, "too long"},
		{3*maxPaste + 600, true, true, "too long"},
	} {
		got := ""
		in := bytes.NewReader([]byte("\x1b[200~" + strings.Repeat("x", tt.n) + "\x1b[201~"))
		ok := Reader{Trust: tt.trust, Send: func(m tea.Msg) {
			switch m := m.(type) {
			case tea.PasteMsg:
				if got = "paste"; len(m.Content) != tt.n {
					t.Errorf("%d bytes of %d", len(m.Content), tt.n)
				}
			case PasteTooLong:
				got = "too long"
			}
		}}.Run(in)
		if ok != tt.want || got != tt.msg {
			t.Errorf("paste of %d, trust %v: %v, %q; want %v, %q", tt.n, tt.trust, ok, got, tt.want, tt.msg)
		}
	}
}
