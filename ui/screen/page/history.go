package page

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/guide"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/workspace"
	"convene/ui/paint"
	"convene/ui/screen"
)

// past is who changed what of a partner, read from the disk while the page is shown already.
type past struct {
	want *reading
}

// reading is one reading of the history. It is kept apart from the message that it is done, which an overlay may take.
type reading struct {
	partner partner.ID
	seq     uint64 // of the state that it was begun at
	done    atomic.Pointer[result]
}

type result struct {
	past []room.Past
	err  error
}

// loadedMsg says that the history has been read.
type loadedMsg struct{}

// load reads the history of a partner and of the records that were merged into it.
func (p *past) load(env *screen.Env, id partner.ID) tea.Cmd {
	s := env.State()
	if p.want != nil && p.want.partner == id && p.want.seq == s.Seq {
		return nil
	}
	r := &reading{partner: id, seq: s.Seq}
	p.want = r
	keys := map[string]bool{}
	collect(s.Partner, id, keys)
	return screen.Later(func() tea.Msg {
		var out result
		out.err = env.Session.Room().History(env.Context(), func(p room.Past) error {
			var changes []workspace.Change
			for _, c := range p.Changes {
				if keys[c.After.Key] && (c.After.Table == partner.Table || c.After.Table == "partner.receipt") {
					changes = append(changes, c)
				}
			}
			if len(changes) > 0 {
				out.past = append(out.past, room.Past{Entry: p.Entry, Changes: changes})
			}
			return nil
		})
		slices.Reverse(out.past)
		r.done.Store(&out)
		return loadedMsg{}
	})
}

// collect finds the records whose history is a partner's: its own and of those merged into it.
func collect(s partner.State, id partner.ID, keys map[string]bool) {
	if keys[string(id)] {
		return
	}
	keys[string(id)] = true
	for _, m := range s.Merged(id) {
		collect(s, m.ID, keys)
	}
}

// lines is the history in plain words, the newest first.
func (p *past) lines(env *screen.Env, w int) []line {
	if p.want == nil {
		return nil
	}
	muted := func(s string) []line { return []line{{text: s, plain: true}} }
	r := p.want.done.Load()
	switch {
	case r == nil:
		return muted("Reading the history…")
	case r.err != nil:
		return muted("The history could not be read. Everything else is here. Esc, and open the page again.")
	case len(r.past) == 0:
		return muted("No changes yet.")
	}
	own, _ := env.State().Partner.Partners.Get(string(p.want.partner))
	t := teller{g: env.Guide, own: string(p.want.partner), state: env.State().Partner, name: own.Name}
	var out []line
	for i, e := range r.past {
		if i > 0 {
			out = append(out, line{})
		}
		out = append(out, wrapped("", when(e.Entry, env), paint.Ink{}, w)...)
		out[len(out)-1].plain = true
		for _, s := range t.tell(e) {
			for _, l := range wrapped("", s, paint.Ink{}, w-2) {
				l.text = "  " + l.text
				out = append(out, l)
			}
		}
	}
	return out
}

func when(e ledger.Entry, env *screen.Env) string {
	at := e.At.In(env.Now().Location())
	who := e.By.Name
	if who == "" {
		who = string(e.By.Role)
	}
	return fmt.Sprintf("%s, %s  %s", day.Show(day.Of(at), env.Days, day.Of(env.Now())), at.Format("15:04"), who)
}

// teller says changes of records in plain words.
type teller struct {
	g     *guide.Pack
	own   string
	name  string
	state partner.State
}

func (t teller) tell(p room.Past) []string {
	var out []string
	if p.Entry.Op == "undo" {
		out = append(out, "Took a change back:")
	}
	for _, c := range p.Changes {
		said := t.change(c)
		if c.After.Key != t.own && c.After.Table == partner.Table {
			for i := range said {
				said[i] = c.Label + ": " + said[i]
			}
		}
		out = append(out, said...)
	}
	return out
}

func (t teller) change(c workspace.Change) []string {
	fields := c.Fields()
	if c.After.Table != partner.Table {
		return []string{t.receipt(c)}
	}
	var out []string
	if c.Before.Data == nil {
		out = append(out, "Listed as "+quote(fields["name"].To)+origin(fields["origin"].To))
	}
	if c.After.Data == nil {
		return append(out, "No longer listed.")
	}
	contacts := map[string]bool{}
	for _, f := range partner.Fields() {
		change, ok := fields[f.JSONField()]
		if !ok || c.Before.Data == nil && f.ID == "name" {
			continue
		}
		if head, _, _ := strings.Cut(f.ID, "."); f.Contact {
			if !contacts[head] {
				out = append(out, t.g.Field(head).Label+" changed (see the record)")
			}
			contacts[head] = true
			continue
		}
		out = append(out, t.field(f, change))
	}
	if change, ok := fields["archived"]; ok {
		if string(change.To) == "true" {
			out = append(out, "Archived")
		} else {
			out = append(out, "Brought back from the archive")
		}
	}
	if change, ok := fields["merged_into"]; ok {
		out = append(out, t.merged(change))
	}
	return out
}

func (t teller) merged(c ledger.Change) string {
	id := c.To
	word := "Merged into "
	if id == nil {
		id, word = c.From, "Taken out of "
	}
	var key string
	_ = json.Unmarshal(id, &key) // an ID is a string
	into, _ := t.state.Partners.Get(key)
	return word + into.Name
}

func (t teller) receipt(c workspace.Change) string {
	var r partner.Receipt
	if json.Unmarshal(c.After.Data, &r) != nil || r.On == "" {
		return "The note that they were told what we share was taken back"
	}
	out := "Told what we share: " + day.Show(day.Day(r.On), day.DayFirst, day.None)
	if r.By != "" {
		out += ", by " + r.By
	}
	return out
}

// field says one field from → to.
func (t teller) field(f partner.Field, c ledger.Change) string {
	label := t.g.Field(f.ID).Label
	from, to := t.value(f, c.From), t.value(f, c.To)
	switch {
	case from == "":
		return label + ": " + to
	case to == "":
		return label + ": " + from + " → emptied"
	}
	return label + ": " + from + " → " + to
}

// value is a field's value as people write it.
func (t teller) value(f partner.Field, raw json.RawMessage) string {
	if raw == nil {
		return ""
	}
	var list []string
	if json.Unmarshal(raw, &list) == nil {
		for i, v := range list {
			switch f.ID {
			case "kinds":
				list[i] = t.g.Kind(v).Label
			case "when":
				list[i] = t.g.When(v).Label
			}
		}
		return strings.Join(list, ", ")
	}
	return quote(raw)
}

// longest is how much of a value the history shows, in characters: the whole of it is in the record, or was.
const longest = 120

// quote is a JSON value in plain words, with quotation marks where it is a text.
func quote(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return string(raw) // a number
	}
	s = strings.ReplaceAll(s, "\n", " ")
	if r := []rune(s); len(r) > longest {
		s = strings.TrimRight(string(r[:longest]), " ") + "…"
	}
	return "“" + s + "”"
}

func origin(raw json.RawMessage) string {
	var o partner.Origin
	_ = json.Unmarshal(raw, &o) // absent: prepared
	switch o {
	case partner.Team:
		return ", by the team together"
	case partner.Imported:
		return ", from a file"
	}
	return ""
}
