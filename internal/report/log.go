package report

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
	"convene/internal/workspace"
)

// Said is one entry of the history in words: who, when, what.
type Said struct {
	Seq  uint64    `json:"seq"`
	At   time.Time `json:"at"`
	By   string    `json:"by"` // empty for what is unsigned
	Role string    `json:"role"`
	Op   string    `json:"op"`
	What string    `json:"what"`
	// Changes are the records that it changed.
	Changes []SaidChange `json:"changes"`
}

// SaidChange is one record that an entry changed, field by field.
type SaidChange struct {
	Table  string       `json:"table"`
	Key    string       `json:"key"`
	Label  string       `json:"label"`
	Fields ledger.Patch `json:"fields"`
}

// Log puts the history of a workspace into words.
type Log struct {
	Workspace workspace.Workspace // as it is now, for names
	Contacts  bool                // also what contacts were changed from and to; else only that they were
}

// Say puts an entry and its changes into words.
func (l Log) Say(e ledger.Entry, changes []workspace.Change) Said {
	s := Said{Seq: e.Seq, At: e.At, By: e.By.Name, Role: string(e.By.Role), Op: e.Op, Changes: []SaidChange{}}
	for _, c := range changes {
		fields := c.Fields()
		maps.DeleteFunc(fields, func(name string, _ ledger.Change) bool { return l.hidden(e.Op, c.After.Table, name) })
		if fields == nil {
			fields = ledger.Patch{}
		}
		s.Changes = append(s.Changes, SaidChange{c.After.Table, c.After.Key, l.label(c), fields})
	}
	s.What = l.what(e, changes)
	return s
}

// hidden says that a field is not told. Private notes are told to nobody, nor is what could lead to who wrote without a
// name. A merge keeps the other contact among the notes.
func (l Log) hidden(op, table, name string) bool {
	switch table {
	case meeting.NoteTable:
		return true
	case meeting.TemplateTable:
		return name == "steps" // they have private notes
	case touchpoint.ContributionTable:
		return name == "withdraw_hash"
	case guideTable:
		return name == "words" // the whole guide
	case partner.Table:
		return !l.Contacts && (ofContact(name) || name == "notes" && (op == "partner.merge" || op == "undo"))
	}
	return false
}

// guideTable is the table of the one record about the guide.
const guideTable = "guide"

// ofContact says that a field is of a contact.
func ofContact(name string) bool {
	head, _, _ := strings.Cut(name, ".")
	return head == "partner_contact" || head == "school_contact"
}

// label is what a record is called: what stands under a partner's ID, as a card does, by its partner.
func (l Log) label(c workspace.Change) string {
	id := c.After.Key[strings.LastIndexByte(c.After.Key, '/')+1:]
	if p, ok := l.Workspace.Partner.Partners.Get(id); ok && c.After.Table != partner.Table {
		return p.Name
	}
	return c.Label
}

// Line is the entry as one line of text, its time in zone.
func (s Said) Line(zone *time.Location) string {
	by := s.By
	if by == "" {
		by = "unsigned"
	}
	return fmt.Sprintf("%d  %s  %s: %s", s.Seq, s.At.In(zone).Format("2006-01-02 15:04"), by, s.What)
}

// what says what an entry did, as far as one line can.
func (l Log) what(e ledger.Entry, changes []workspace.Change) string {
	if e.Redacted {
		return "erased"
	}
	verb := verbs()[e.Op]
	if verb == "" {
		verb = strings.ReplaceAll(e.Op, ".", ": ")
	}
	out := verb
	switch names := l.names(told(e.Op, changes)); {
	case names == "" && e.Op == "undo":
		out = "took back a change" // to a record without a name
	case names == "" || e.Op == "team.name" || e.Op == "guide.use":
	case aside(e.Op):
		out += ": " + names
	default:
		out += " " + names
	}
	switch {
	case e.Op == "partner.edit":
		return out + ": " + strings.Join(edited(changes), ", ")
	case e.Op == "partner.archive" && len(changes) == 1 && changes[0].Fields()["archived"].To == nil:
		return "brought back " + l.names(changes)
	case len(changes) == 1 && changes[0].After.Table == cardsort.CardTable:
		return out + l.place(changes[0])
	}
	return out
}

// told are the changes that matter for what an op says: of a whole card sort not every card.
func told(op string, changes []workspace.Change) []workspace.Change {
	rounds := slices.DeleteFunc(slices.Clone(changes), func(c workspace.Change) bool { return c.After.Table != cardsort.RoundTable })
	if strings.HasPrefix(op, "cardsort.") && len(rounds) > 0 {
		return rounds
	}
	meetings := slices.DeleteFunc(slices.Clone(changes), func(c workspace.Change) bool { return c.After.Table != meeting.MeetingTable })
	if strings.HasPrefix(op, "meeting.") && len(meetings) > 0 {
		return meetings
	}
	return changes
}

// names are what the changed records are called, each once and not too many.
func (l Log) names(changes []workspace.Change) string {
	const most = 3
	var out []string
	for _, c := range changes {
		if name := l.called(c); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	if len(out) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(out[:most], ", "), len(out)-most)
	}
	return strings.Join(out, ", ")
}

// place says where a card went, where it did.
func (l Log) place(c workspace.Change) string {
	patch, ok := c.Fields()["place"]
	if !ok {
		return ""
	}
	var to cardsort.Category
	if patch.To != nil && json.Unmarshal(patch.To, &to) != nil {
		return ""
	}
	id, _, _ := strings.Cut(c.After.Key, "/")
	round, _ := l.Workspace.CardSort.Round(id)
	return ": " + round.Word(to)
}

// edited are the labels of the fields that an edit changed.
func edited(changes []workspace.Change) []string {
	var out []string
	for _, c := range changes {
		patch := c.Fields()
		for _, f := range partner.Fields() {
			if _, ok := patch[f.ID]; ok && !slices.Contains(out, f.Label) {
				out = append(out, f.Label)
			}
		}
	}
	return out
}
