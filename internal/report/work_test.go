package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/convert/markdown"
	"convene/internal/guide"
	"convene/internal/ledger"
	"convene/internal/report"
	"convene/internal/workspace"
)

// history applies ops to a workspace, an entry each.
type history struct {
	t   *testing.T
	w   workspace.Workspace
	seq uint64
}

var lead = ledger.Actor{Person: "f", Name: "SEL coordinator", Role: ledger.Facilitator}

func (h *history) entry(by ledger.Actor) ledger.Entry {
	h.seq++
	return ledger.Entry{Seq: h.seq, At: time.Date(2026, 11, 20, 15, int(h.seq), 0, 0, time.UTC), By: by}
}

func put[S any](h *history, part *S, by ledger.Actor, ops ...ledger.Op[S]) {
	h.t.Helper()
	for _, op := range ops {
		e := h.entry(by)
		if err := op.Check(*part, e); err != nil {
			h.t.Fatalf("%T: %v", op, err)
		}
		*part = op.Apply(*part, e)
	}
}

// listed puts partners in as they are, in one entry.
func (h *history) listed(list ...partner.Public) {
	h.seq++
	for _, p := range list {
		h.w.Partner.Partners = h.w.Partner.Partners.Put(h.seq, partner.Partner{Public: p, PartnerContact: partner.Contact{Name: "SECRET name", Email: "desk@example.org"}})
	}
}

// text is the minutes of the meeting between two versions, as they are read: without the title, to the part that comes behind.
func (h *history) text(before, after workspace.Workspace, only partner.ID) string {
	h.t.Helper()
	var b bytes.Buffer
	at := time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC)
	m := meeting.Meeting{ID: "m", Title: "Sort", Started: at, Ended: at.Add(time.Hour), From: 1, To: h.seq}
	r := report.New(report.Scope{Workspace: h.w, Guide: guide.Default(), Only: only, At: at})
	if err := markdown.Write(&b, r.Minutes(m, before, after).Doc()); err != nil {
		h.t.Fatal(err)
	}
	_, out, _ := strings.Cut(b.String(), "No action step was captured.\n\n")
	out, _, _ = strings.Cut(out, "\n## Who was there")
	return out
}

// held is a meeting as a team holds one: sorted in private, revealed, the divided cards settled with a reason, and one question
// talked over.
func held(t *testing.T) (h *history, before, after workspace.Workspace) {
	t.Helper()
	h = &history{t: t}
	h.listed(partner.Public{ID: "a", Name: "Library"}, partner.Public{ID: "b", Name: "Rowing club"}, partner.Public{ID: "c", Name: "Clinic"}, partner.Public{ID: "d", Name: "Museum"})
	put(h, &h.w.CardSort, lead, ledger.Op[cardsort.State](cardsort.Open{Round: "r", Name: "Autumn"}))
	r := touchpoint.Round{Partner: "a", Question: "practice.1", CheckIn: 1}
	vision := touchpoint.Round{Partner: "b", Question: "vision.1", CheckIn: 1}
	put(h, &h.w.Touchpoint, lead, ledger.Op[touchpoint.State](touchpoint.Ask{Round: vision}), touchpoint.Contribute{ID: "old", Round: vision, Text: "Said last time"},
		touchpoint.Contribute{ID: "older", Round: vision, Text: "Said last time too"})
	before = h.w

	ballot := func(person string, a, b, c cardsort.Choice) cardsort.Ballot {
		return cardsort.Ballot{Round: "r", Person: person, Name: "SECRET voter " + person, Placements: map[partner.ID]cardsort.Choice{"a": a, "b": b, "c": c}}
	}
	clear, could, none := cardsort.Choice(cardsort.Clear), cardsort.Choice(cardsort.Could), cardsort.Choice(cardsort.None)
	put(h, &h.w.CardSort, lead, ledger.Op[cardsort.State](cardsort.Reveal{Round: "r", Ballots: []cardsort.Ballot{
		ballot("1", clear, none, could), ballot("2", could, none, cardsort.Unsure), ballot("3", could, none, clear)}}),
		cardsort.Settle{Round: "r", Partner: "a", To: cardsort.Could, Why: "They asked us first. Write to desk@example.org?"},
		cardsort.SettleUndivided{Round: "r", Cards: []cardsort.Placement{{Partner: "b", To: cardsort.None}}})

	counselor := ledger.Actor{Person: "p", Name: "School counselor, host", Role: ledger.Participant}
	put(h, &h.w.Touchpoint, lead, ledger.Op[touchpoint.State](touchpoint.Ask{Round: r}))
	put(h, &h.w.Touchpoint, counselor, ledger.Op[touchpoint.State](touchpoint.Contribute{ID: "1", Round: r, Text: "Story hour on Tuesdays"}),
		touchpoint.Contribute{ID: "2", Round: r, Text: "Teens help the small ones"})
	put(h, &h.w.Touchpoint, lead, ledger.Op[touchpoint.State](touchpoint.Unsign{Round: r, Unsigned: true}))
	for i, text := range []string{"I would not send mine", "Taken back later"} {
		e := h.entry(ledger.Actor{})
		op := touchpoint.Contribute{ID: fmt.Sprint("u", i), Round: r, Text: text, WithdrawHash: touchpoint.TokenHash(fmt.Sprint("SECRET token ", i))}
		h.w.Touchpoint = op.Apply(h.w.Touchpoint, e)
	}
	put(h, &h.w.Touchpoint, lead, ledger.Op[touchpoint.State](touchpoint.AddGroup{ID: "g", Round: r, Title: "Reading", Members: []string{"1", "2"}}),
		touchpoint.OpenDots{Round: r, Dots: 3}, touchpoint.CloseDots{Round: r, Spreads: []map[string]int{{"g": 2, "u0": 1}, {"g": 3}}},
		touchpoint.Mark{ID: "2", Marked: true}, touchpoint.Mark{ID: "old", Marked: true})
	patch := ledger.Diff(touchpoint.Answer{}, touchpoint.Answer{Known: "They have a quiet corner.", Ask: "May we send a class?"})
	put(h, &h.w.Touchpoint, lead, ledger.Op[touchpoint.State](touchpoint.WriteAnswer{Round: r, Patch: patch, On: "2026-11-20"}))
	h.listed(partner.Public{ID: "e", Name: "Orches"}, partner.Public{ID: "f", Name: "Slip", Archived: true}, partner.Public{ID: "g", Name: "Choir"})
	after = h.w

	h.w.Touchpoint = touchpoint.Withdraw{ID: "u1"}.Apply(h.w.Touchpoint, h.entry(lead)) // and what came behind it
	h.listed(partner.Public{ID: "e", Name: "Orchestra"}, partner.Public{ID: "g", Name: "Choir", MergedInto: "a"})
	return h, before, after
}

// TestMinutesTellWhy: somebody who was not there reads what was settled and why, how the votes fell, what was asked, said and
// answered; nobody's vote, no contact, no author of what is unsigned, nothing that was said at another meeting or taken back.
func TestMinutesTellWhy(t *testing.T) {
	t.Parallel()
	h, before, after := held(t)
	const want = `## Card sort: Autumn

- Library: Still to place → Could support SEL. Why: They asked us first. Write to (contact left out)? Votes: 1 Clearly supports SEL, 2 Could support SEL; agreement 0.33, divided.
- Rowing club: Still to place → No link seen yet. Votes: 3 No link seen yet; agreement 1.00, not divided.

## Touchpoints

### Rowing club: Tell and listen

What is a good way to tell them what we hope SEL will do here, and to hear their hopes?

- Said last time (SEL coordinator; for the joint meeting)

### Library: Room to grow

What happens at this partner that lets young people practice handling feelings and getting along?

- Reading, 5 dots: Story hour on Tuesdays (School counselor, host) / Teens help the small ones (School counselor, host; for the joint meeting)
- I would not send mine (1 dot)
- What we know: They have a quiet corner.
- What we'll ask: May we send a class?

## What changed in our records

- New in the inventory: Orchestra
- 1 answer of the team, 3 contributions, 1 question asked
`
	if got := h.text(before, after, ""); got != want {
		t.Errorf("the minutes say\n%s\nnot\n%s", got, want)
	}
	if got := h.text(before, after, "b"); strings.Contains(got, "Library") || !strings.Contains(got, "Rowing club: Tell and listen") {
		t.Errorf("of one partner they say\n%s", got)
	}
}

// TestMinutesWithoutWork: a meeting in which nothing was sorted and nothing talked over has no heading for it; what was said
// at another one is told where it was weighed in this one, and only once the dots are shown.
func TestMinutesWithoutWork(t *testing.T) {
	t.Parallel()
	h, _, after := held(t)
	if got := h.text(after, after, ""); got != "## What changed in our records\n\n- Nothing in the team's records changed.\n" {
		t.Errorf("the minutes say\n%s", got)
	}
	before := h.w
	r := touchpoint.Round{Partner: "c", Question: "vision.1", CheckIn: 1}
	put(h, &h.w.Touchpoint, lead, ledger.Op[touchpoint.State](touchpoint.Ask{Round: r}))
	if got := h.text(before, h.w, ""); !strings.Contains(got, "### Clinic: Tell and listen") || !strings.Contains(got, "- No contribution came in.\n") || strings.Contains(got, "Card sort") {
		t.Errorf("the minutes say\n%s", got)
	}
	before, r = h.w, touchpoint.Round{Partner: "b", Question: "vision.1", CheckIn: 1}
	put(h, &h.w.Touchpoint, lead, ledger.Op[touchpoint.State](touchpoint.OpenDots{Round: r, Dots: 3}))
	if got := h.text(before, h.w, ""); strings.Contains(got, "Touchpoints") {
		t.Errorf("while dots are placed the minutes say\n%s", got)
	}
	put(h, &h.w.Touchpoint, lead, ledger.Op[touchpoint.State](touchpoint.CloseDots{Round: r, Spreads: []map[string]int{{"older": 2}}}))
	if got := h.text(before, h.w, ""); !strings.Contains(got, "- Said last time too (SEL coordinator; 2 dots)\n") || strings.Contains(got, "- Said last time (") {
		t.Errorf("of the dots the minutes say\n%s", got)
	}
}

// TestWorkSinceLastSort: in a new sort a card comes from where the last one left it, and one that is settled where it stood says so.
func TestWorkSinceLastSort(t *testing.T) {
	t.Parallel()
	h, _, _ := held(t)
	put(h, &h.w.CardSort, lead, ledger.Op[cardsort.State](cardsort.Close{Round: "r", Pile: []partner.ID{"c", "d"}}))
	before := h.w
	put(h, &h.w.CardSort, lead, ledger.Op[cardsort.State](cardsort.Open{Round: "s", Name: "Spring", From: "r"}),
		cardsort.Settle{Round: "s", Partner: "b", To: cardsort.Clear, Why: "A coach was trained"},
		cardsort.Settle{Round: "s", Partner: "a", To: cardsort.Could})
	const want = "## Card sort: Spring\n\n- Rowing club: No link seen yet → Clearly supports SEL. Why: A coach was trained.\n- Library: Could support SEL, as before. Why: They asked us first. Write to (contact left out)?\n"
	if got := h.text(before, h.w, ""); got != want {
		t.Errorf("the minutes say\n%s\nnot\n%s", got, want)
	}
}
