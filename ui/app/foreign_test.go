package app_test

import (
	"encoding/json"
	"fmt"
	"net"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"convene/internal/ledger"
)

// typed is a way to text fields, from anywhere: § stands for what is written into one.
type typed struct {
	keys string
	look string // where the others can read it then; empty: where it was typed
	some string // which of them they may not read, or read too late: "all", or their places in keys
}

// fields are the text fields of the whole program. <d> is ↓, <E> End, <2> F2.
func fields() []typed {
	return []typed{
		{keys: "/inventory\ra§\r"},
		{keys: "/inventory\rf§\r"},
		{keys: "/inventory\rf\x7f§\r"},
		{keys: "/inventory\r\r\r\r§\r"},
		{keys: "/inventory\r\r\r<d><d><d>\r§\t§\t§\t§\t§\r"},
		{keys: "/inventory\r\r\r<d><d><d><d><d><d><d><d><d>\r§\t§\r", some: "all"}, // a contact is for nobody else
		{keys: "/inventory\rv\r§\t§\t§\r"},
		{keys: "/cardsort\rn\r1w§\r", look: "0"},
		{keys: "/cardsort\roe§\r"},
		{keys: "/touchpoints\r\r\ro\r§\t§\r\r§\r"},
		{keys: "/touchpoints\r\r\rw§\t§\r"},
		{keys: "/touchpoints\r\r\rg<d>\r§\r"},
		{keys: "/touchpoints\r\r\rn§\r"},
		{keys: "/shared\rn§\r<d> \r"},
		{keys: "/shared\r\r\r§\r"},
		{keys: "/shared\r\r<d>a§\r§\r" + esc},
		{keys: "/shared\r\r<d><d><d>a§\r" + esc},
		{keys: "/shared\r\r<E>a§\t§\tfri\r"},
		{keys: "/action\ra§\t§\tfri\r"},
		{keys: "/communication\ra§\t§\t§\tas needed\t§\t§\r"},
		{keys: "/communication\rt\r§\r"},
		{keys: "/communication\rta§\r" + esc + "w§\r"},
		{keys: "/communication\rha11/23\t§\r"},
		{keys: "/improvement\ra§\r" + esc + "\ra41\t\t§\t\r"},
		{keys: "/improvement\rla§\t§\t§\r"},
		{keys: "/improvement\rt\r§\t§\t§\t§\t§\r", some: "012"}, // they are further up by then
		{keys: "/meeting\r\rt§\r"},
		{keys: "/meeting\r\r<d>a§\r" + esc},
		{keys: "/meeting\r\r<d>N§\r", some: "all"}, // a private note
		{keys: "/meeting\r\rT§\r", some: "all"},
		{keys: "/meeting\r\rS"},
		{keys: "/meeting\r\re§\r"},
		{keys: "/meeting\rva§\r" + esc},
		{keys: "<2>d§\r", look: "/meeting\rE"},
		{keys: "<2>a§\t§\tfri\r", look: "/meeting\rE"},
		{keys: "<2>p§\r", look: "/meeting\rl"},
		{keys: "/meeting\rE<H>\r§\r"},
	}
}

// foreign is text that has signs of all sorts in it which must not reach a terminal, behind a mark that may.
func foreign(mark string) string {
	return "\x1b[200~" + mark + " \x1b[4;5;6;7m\x1b[777;777H\x1b[3J\x1b[?1049l\x1bP1q#0\x1b\\\x1b]8;;http://example.org\x07x\x1b]8;;\x07\x1b]52;c;eHg=\x07" +
		"\x1b]0;t\x1b\\\x1bc\u009b31m\u009d0;t\u009c\x9b\u0090q\u202ea\u202c\u2066b\u2069\u200b\u200d\u200e\u2060\ufeff\U000E0041\U000E007F\u00ade" +
		strings.Repeat("\u0301", 60) + "\x00\x07\x08\x7f\u2028\ue000\ufe0f\r\nlevel=ERROR msg=\"" + mark + "\"\x1b[201~" +
		"\u202e\u009b\u200b\U000E0041\u0301\u0301\u0301\u0301\u0301\u0301\u0301" // typed
}

// TestForeignSigns writes hostile text into every text field of the program. Nobody else's terminal, nor the wall, is sent
// anything by it but letters where they belong, and the log tells of none of it.
func TestForeignSigns(t *testing.T) {
	t.Parallel()
	v := newVenue(t, false)
	evil := v.connect("Evil", v.invite(ledger.Facilitator, ""), 120, 40)
	friend := v.connect("Friend", v.invite(ledger.Participant, ""), 120, 40)
	wall := v.stage(120, 40)
	friend.sees("Your name")
	friend.keys("Friend\r")
	wall.sees("This is what waits")
	ours := map[string]bool{} // what the painter says to a terminal before anybody has written anything
	for _, f := range []*far{friend, wall} {
		for _, s := range orders().FindAllString(f.bytes(), -1) {
			ours[s] = true
		}
	}
	evil.sees("Your name")
	evil.keys(foreign("zq00") + "\r")
	friend.sees("with zq00")
	n := 0
	for _, f := range fields() {
		n = v.write(f, n, evil, friend)
	}
	friend.keys("\x1b[18~")
	friend.sees("In the room")
	for _, f := range []*far{friend, wall} {
		if n := strings.Count(f.bytes(), "zq"); n < 20 {
			t.Errorf("%s saw hardly anything of it, %d marks", f.name, n)
		}
		for _, bad := range strange(f.bytes(), ours, 120, 40) {
			t.Errorf("%s was sent %q", f.name, bad)
		}
	}
	b, err := json.Marshal(v.room.State().Workspace)
	var kept any
	if err != nil || json.Unmarshal(b, &kept) != nil {
		t.Fatal(err)
	}
	each(kept, func(s string) {
		if bad := hidden(s); bad != "" {
			t.Errorf("%q is kept, with %q in it", s, bad)
		}
	})
	for line := range strings.Lines(v.log.String()) {
		if !strings.HasPrefix(line, "time=") || strings.Contains(line, "zq") || strings.Contains(line, "forged") {
			t.Errorf("a log line is not ours: %q", line)
		}
	}
}

// write writes into the fields of one way, and waits until they are kept and others can read them. n is the last mark.
func (v *venue) write(f typed, n int, evil, friend *far) int {
	v.t.Helper()
	way := strings.NewReplacer("<d>", "\x1b[B", "<E>", "\x1b[F", "<H>", "\x1b[H", "<2>", "\x1bOQ")
	keys := strings.Repeat(esc, 5) + way.Replace(f.keys)
	var marks []string
	for strings.Contains(keys, "§") {
		n++
		marks = append(marks, fmt.Sprintf("zq%02d", n))
		keys = strings.Replace(keys, "§", foreign(marks[len(marks)-1]), 1)
	}
	evil.keys(keys)
	seq, kept := uint64(0), ""
	for i, m := range marks {
		if !strings.Contains(f.keys, "\rf") { // what is looked for is not kept
			evil.until(fmt.Sprintf("%s of %q is kept", m, f.keys), func() bool {
				if s := v.room.State(); s.Seq != seq {
					b, _ := json.Marshal(s.Workspace)
					seq, kept = s.Seq, string(b)
				}
				return strings.Contains(kept, m)
			})
		}
		if i == 0 {
			evil.keys(way.Replace(f.look))
		}
	}
	for i, m := range marks {
		if f.some != "all" && !strings.Contains(f.some, strconv.Itoa(i)) {
			friend.sees(m)
		}
	}
	return n
}

// stage opens the wall in a window of this machine.
func (v *venue) stage(w, h int) *far {
	v.t.Helper()
	l, err := net.Listen("unix", filepath.Join(v.t.TempDir(), "s"))
	if err != nil {
		v.t.Skip(err)
	}
	go func() { _ = v.server.Serve(l) }()
	c, err := net.Dial("unix", l.Addr().String())
	if err != nil {
		v.t.Fatal(err)
	}
	return v.connectOver(c, "the wall", "stage", w, h)
}

// orders are the sequences that are orders to the terminal.
func orders() *regexp.Regexp {
	return regexp.MustCompile(`\x1b(\[[ -?]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|P[^\x1b]*\x1b\\|[^\[\]P])`)
}

// strange is what no painter sends to a terminal of that size: ours it does, beside colours, places and blanks.
func strange(sent string, ours map[string]bool, w, h int) (out []string) {
	sent = sent[:strings.LastIndex(sent, "\x1b")] // the last one may not have come whole
	drawn := regexp.MustCompile(`^\x1b\[((0[0-9;:]*)?m|[0-9]*[CKX]|([0-9]+)(;([0-9]+))?H)$`)
	for _, s := range orders().FindAllString(sent, -1) {
		m := drawn.FindStringSubmatch(s)
		switch {
		case m != nil:
			y, _ := strconv.Atoi(m[3])
			x, _ := strconv.Atoi(m[5])
			if x <= w && y <= h {
				continue
			}
		case m == nil && ours[s]:
			continue
		}
		out = append(out, s)
	}
	sent = orders().ReplaceAllString(sent, "\n")
	for bad := hidden(sent); bad != ""; bad = hidden(sent) {
		out = append(out, bad)
		sent = strings.ReplaceAll(sent, bad, "")
	}
	return out
}

// hidden is the first thing in a text that no letter is: what is not seen, what changes how others are seen, and piles of marks.
func hidden(s string) string {
	marks := 0
	for i, r := range s {
		if unicode.Is(unicode.M, r) {
			marks++
		} else {
			marks = 0
		}
		broken := r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD")
		if r != '\n' && unicode.In(r, unicode.C, unicode.Zl, unicode.Zp, unicode.Variation_Selector) || marks > 4 || broken {
			_, n := utf8.DecodeRuneInString(s[i:])
			return s[i : i+n]
		}
	}
	return ""
}

// each gives every text of what JSON says to do.
func each(x any, do func(string)) {
	switch x := x.(type) {
	case string:
		do(x)
	case []any:
		for _, y := range x {
			each(y, do)
		}
	case map[string]any:
		for k, y := range x {
			do(k)
			each(y, do)
		}
	}
}
