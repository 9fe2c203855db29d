package touchpoints

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
	"convene/ui/screen"
	"convene/ui/theme"
)

// row is one line of what was said: a group's title, or a contribution with the item that it is weighed in.
type row struct {
	item touchpoint.Item
	note touchpoint.Contribution // blank for a group's title
}

func (r row) group() bool { return r.note.ID == "" && r.item.Grouped() }

func (r row) id() string {
	if r.note.ID != "" {
		return r.note.ID
	}
	return r.item.ID
}

// rowsOf lists what was said in a round: in the order in which it came, the heaviest first once it was weighed.
func rowsOf(b *book, now touchpoint.CheckIn) []row {
	items := b.view.Items(now.Round)
	if now.Voting != touchpoint.VoteOpen && slices.ContainsFunc(items, func(i touchpoint.Item) bool { return i.Weight() > 0 }) {
		items = b.view.Ranked(now.Round)
	}
	var out []row
	for _, i := range items {
		if i.Grouped() {
			out = append(out, row{item: i})
		}
		for _, c := range i.Contributions {
			out = append(out, row{item: i, note: c})
		}
	}
	return out
}

func (s *Screen) rows() []row {
	now, ok := s.now()
	if !ok {
		return nil
	}
	return rowsOf(s.book(), now)
}

// title is what an item is called.
func title(i touchpoint.Item) string {
	switch {
	case i.Grouped() && i.Group.Title == "":
		return "(group without a name)"
	case i.Grouped():
		return i.Group.Title
	case len(i.Contributions) > 0:
		return i.Contributions[0].Text
	}
	return ""
}

// dotsShown is how many dots are drawn as dots; more of them are a number.
const dotsShown = 5

// weight says dots and hands, short where there is little room.
func weight(i touchpoint.Item, narrow bool, th *theme.Theme) string {
	if narrow {
		if i.Weight() == 0 {
			return ""
		}
		return dots(i.Weight(), 1, th)
	}
	out := dots(i.Dots, dotsShown, th)
	if i.Hands > 0 {
		out = strings.TrimSpace(out + " +" + strconv.Itoa(i.Hands) + " by hand")
	}
	return out
}

func dots(n, most int, th *theme.Theme) string {
	switch {
	case n == 0:
		return ""
	case n <= most:
		return strings.Repeat(th.Symbols.Dot, n)
	}
	return th.Symbols.Dot + " " + strconv.Itoa(n)
}

// author says whose a contribution is, as the room may know it.
func author(c touchpoint.Contribution) string {
	switch {
	case c.Unsigned():
		return "unsigned"
	case c.SaidBy != "":
		return "said by " + c.SaidBy
	}
	return c.By
}

// noSay says why nothing can be contributed now.
func (s *Screen) noSay() string {
	now, asked := s.now()
	if !asked {
		return s.Env.Leads("The facilitator has not opened this question yet. Nothing was changed.")
	}
	if now.Open {
		return ""
	}
	if s.Env.Me().Role == ledger.Facilitator {
		return "This question is closed: nothing comes in. Press o to open it again."
	}
	return "This question is closed. Ask the facilitator to open it again."
}

// noEdit says why a contribution cannot be corrected here.
func (s *Screen) noEdit(r row) string {
	switch me := s.Env.Me(); {
	case me.Role == ledger.Facilitator, r.note.Person != "" && r.note.Person == me.Person:
		return ""
	case r.note.Unsigned():
		return "It is unsigned, so nobody is known to be its author. Take it back where it was written, and write it anew."
	}
	return "Others' words are corrected by them or by a facilitator. Nothing was changed."
}

// noWithdraw says why a row cannot be taken away here.
func (s *Screen) noWithdraw(r row) string {
	me := s.Env.Me()
	_, here := s.tokens[r.note.ID]
	switch {
	case r.group():
		return s.Env.TakesPart("Grouping")
	case here, me.Role == ledger.Facilitator, r.note.Person != "" && r.note.Person == me.Person:
		return ""
	case r.note.Unsigned():
		return "It is unsigned and was not written on this terminal. Ask a facilitator to take it away."
	}
	return "Others' contributions are taken back by them or by a facilitator. Nothing was changed."
}

// withdraw takes the chosen row away. What others wrote without a name, a facilitator takes away on purpose only.
func (s *Screen) withdraw(r row) tea.Cmd {
	token, here := s.tokens[r.note.ID]
	switch {
	case r.group():
		return s.Env.DoAll(touchpoint.Ungroup{ID: r.item.ID})
	case here:
		if cmd := s.Env.DoAll(touchpoint.Withdraw{ID: r.note.ID, Token: token}); cmd != nil {
			return cmd
		}
		delete(s.tokens, r.note.ID)
		return screen.Notice("Taken back, as unsigned as it came.")
	case r.note.Unsigned():
		return screen.Open(&screen.Confirm{Title: "Take somebody's unsigned words away?", Text: "“" + r.note.Text + "” was not written on this terminal. Only its author, and you as a facilitator, can take it away. Undo brings it back.",
			Yes: "take it away", Do: func() tea.Cmd { return s.Env.DoAll(touchpoint.Withdraw{ID: r.note.ID}) }})
	}
	return s.Env.DoAll(touchpoint.Withdraw{ID: r.note.ID})
}

// noAnswer says why no answer can be written yet.
func (s *Screen) noAnswer(asked bool) string {
	if asked {
		return ""
	}
	return s.Env.Leads("The facilitator has not opened this question yet. Nothing was changed.")
}

// noCheckIn says why the question is not asked again now.
func (s *Screen) noCheckIn(now touchpoint.CheckIn) string {
	switch {
	case now.Voting == touchpoint.VoteOpen:
		return "Dots are being placed. Show them with v first, then ask again."
	case !now.Answered:
		return "There is no answer to compare with yet. Write what we know with w; a check-in asks again later."
	}
	return ""
}

// noPlace says why somebody may never place dots here. A guest may.
func (s *Screen) noPlace() string {
	if s.Env.Me().Role == ledger.Guest {
		return ""
	}
	return s.Env.TakesPart("Placing dots")
}

// noDots says why dots cannot be placed now.
func (s *Screen) noDots(now touchpoint.CheckIn) string {
	switch now.Voting {
	case touchpoint.VoteOpen:
		return ""
	case touchpoint.VoteClosed:
		return "The dots are shown already. Press h to count hands instead."
	case touchpoint.NoVote:
	}
	return s.Env.Leads("Nobody is placing dots yet. The facilitator opens the vote.")
}

func noVote(now touchpoint.CheckIn) string {
	if now.Voting == touchpoint.VoteOpen {
		return ""
	}
	return "Nobody is placing dots. Press d to open a vote."
}
