package communication

import (
	"fmt"
	"strings"

	"convene/internal/activity/comms"
	"convene/internal/day"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/screen"
	"convene/ui/theme"
)

// read reads the plan with merges of partners followed.
func read(p workspace.Public, memo *screen.Memo) comms.View {
	type readKey struct{ version }
	return screen.Get(memo, readKey{versionOf(p)}, func() comms.View { return comms.Read(p.Comms(), p.Resolve) })
}

// home counts what there is.
func home(sh screen.Shared) comms.Home {
	type homeKey struct {
		version
		today day.Day
	}
	today := day.Of(sh.Now)
	return screen.Get(sh.Memo, homeKey{versionOf(sh.Public), today}, func() comms.Home { return read(sh.Public, sh.Memo).Home(today) })
}

// kind is what a line of a sheet stands for.
type kind string

const (
	kindMessage   kind = "message"
	kindPrompt    kind = "prompt"
	kindStructure kind = "structure"
	kindDay       kind = "day"
	kindSender    kind = "sender"
	kindAudience  kind = "audience"
	kindPartner   kind = "partner"
	kindGoal      kind = "goal"
)

// ref is what a line of a sheet stands for, and where it stands when the same thing has several lines.
type ref struct {
	kind kind
	id   string
	at   string
}

func (r ref) String() string { return string(r.kind) + "/" + r.id + "/" + r.at }

func message(id string) ref { return ref{kind: kindMessage, id: id} }

// sign is a message's state as one sign.
func sign(s comms.Status, th *theme.Theme) string {
	switch s {
	case comms.Missing:
		return th.Symbols.Open
	case comms.Stop:
		return th.Symbols.Cross
	case comms.Happens:
	}
	return th.Symbols.Check
}

// state is a message's state as one word.
func state(s comms.Status) kit.Aside {
	out := kit.Aside{Text: string(s), Cols: stateCols}
	switch s {
	case comms.Missing:
		out.Tone = kit.ToneWarn
	case comms.Stop:
		out.Tone = kit.ToneMuted
	case comms.Happens:
		out.Tone = kit.ToneGood
	}
	return out
}

// The widths of the columns that are always there.
const (
	stateCols = 7
	nextCols  = 12
)

// next says in few cells when a message is sent next.
func next(m comms.Message, d day.Day, order day.Order, today day.Day) kit.Aside {
	out := kit.Aside{Cols: nextCols}
	switch {
	case d == today && d != day.None:
		out.Text = "today"
	case d != day.None:
		out.Text = short(d, order, today)
	case m.Recurrence == comms.AsNeeded:
		out.Text, out.Tone = "as needed", kit.ToneMuted
	case m.Recurrence == "":
		out.Text, out.Tone = "no day yet", kit.ToneMuted
	default:
		out.Text, out.Tone = "is over", kit.ToneMuted
	}
	return out
}

// short is a day in at most twelve cells: one that is far off has its year in place of its weekday.
func short(d day.Day, order day.Order, today day.Day) string {
	s := day.Show(d, order, today)
	if len(s) > nextCols {
		_, s, _ = strings.Cut(s, " ")
	}
	return s
}

// spoken is some days as a list, with their weekdays.
func spoken(list []day.Day, order day.Order, today day.Day) string {
	out := make([]string, len(list))
	for i, d := range list {
		out[i] = day.Show(d, order, today)
	}
	return strings.Join(out, ", ")
}

// audience says who must know.
func audience(m comms.Message) string {
	if m.Audience == "" {
		return "Nobody named yet"
	}
	return m.Audience
}

// said is a message in one line: who, and what.
func said(m comms.Message) string {
	if m.What == "" {
		return audience(m)
	}
	return audience(m) + ": " + m.What
}

// span says from when to when a break is.
func span(b comms.Break, order day.Order, today day.Day) string {
	if b.Last == b.Day {
		return day.Show(b.Day, order, today)
	}
	return fmt.Sprintf("%s to %s", day.Show(b.Day, order, today), day.Show(b.Last, order, today))
}

// counted says how many messages there are, and how many of them are missing.
func counted(h comms.Home) string {
	if h.Messages == 0 {
		return ""
	}
	out := kit.Count(h.Messages, "message", "messages")
	if h.Missing > 0 {
		out += fmt.Sprintf(", %d missing", h.Missing)
	}
	if h.Stop > 0 {
		out += fmt.Sprintf(", %d to stop", h.Stop)
	}
	return out
}
