package meeting

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/text"
)

func patch(field, from, to string) ledger.Patch {
	c := ledger.Change{}
	if from != "" {
		c.From = json.RawMessage(from)
	}
	if to != "" {
		c.To = json.RawMessage(to)
	}
	return ledger.Patch{field: c}
}

func TestPlanning(t *testing.T) {
	long := strings.Repeat("x", text.NameMax+1)
	many := make([]int, StepsMax+1)
	for i := range many {
		many[i] = 1
	}
	noted := Plan{ID: "a", Title: "A", Minutes: 5, Note: strings.Repeat("x", text.BlockMax+1)}
	try(t, []opCase{
		{"plan", empty, lead, PlanMeeting{Meeting: "m", Title: "x", On: "2026-12-01", Steps: steps(5)}, ""},
		{"plan with no step yet", empty, lead, PlanMeeting{Meeting: "m", Title: "x"}, ""},
		{"plan as participant", empty, part, PlanMeeting{Meeting: "m", Title: "x"}, "for a facilitator"},
		{"plan twice", planned, lead, PlanMeeting{Meeting: "m", Title: "x"}, "there already"},
		{"plan without a title", empty, lead, PlanMeeting{Meeting: "m"}, "needs a title"},
		{"plan with a long title", empty, lead, PlanMeeting{Meeting: "m", Title: long}, "needs a title"},
		{"plan on no day", empty, lead, PlanMeeting{Meeting: "m", Title: "x", On: "tuesday"}, "is not a day"},
		{"plan too much", empty, lead, PlanMeeting{Meeting: "m", Title: "x", Steps: steps(many...)}, "at most 40 steps"},
		{"plan a step twice", empty, lead, PlanMeeting{Meeting: "m", Title: "x", Steps: append(steps(5), steps(5)...)}, "there twice"},
		{"plan a step without time", empty, lead, PlanMeeting{Meeting: "m", Title: "x", Steps: steps(0)}, "1 to 240 minutes"},
		{"plan a step with a long note", empty, lead, PlanMeeting{Meeting: "m", Title: "x", Steps: []Plan{noted}}, "A note is at most"},
		{"add", planned, lead, AddStep{"m", "X", Plan{ID: "d", Title: "D", Minutes: 5}}, ""},
		{"add while running", running, lead, AddStep{"m", "X", Plan{ID: "d", Title: "D", Minutes: 5}}, ""},
		{"add at the end", ended, lead, AddStep{"m", "X", Plan{ID: "d", Title: "D", Minutes: 5}}, "has ended"},
		{"add twice", planned, lead, AddStep{"m", "X", Plan{ID: "a", Title: "D", Minutes: 5}}, "there already"},
		{"add nowhere", planned, lead, AddStep{"m", "", Plan{ID: "d", Title: "D", Minutes: 5}}, "there already"},
		{"add to nothing", empty, lead, AddStep{"m", "X", Plan{ID: "d", Title: "D", Minutes: 5}}, "no longer there"},
		{"add as participant", planned, part, AddStep{"m", "X", Plan{ID: "d", Title: "D", Minutes: 5}}, "for a facilitator"},
		{"edit a step", running, lead, EditStep{"a", patch("minutes", "10", "15")}, ""},
		{"edit a step to nothing", planned, lead, EditStep{"a", patch("title", `"A"`, "")}, "needs a title"},
		{"edit a step to no time", planned, lead, EditStep{"a", patch("minutes", "10", "0")}, "1 to 240"},
		{"edit what time does", running, lead, EditStep{"a", patch("spent", "", "5")}, "not edited by hand"},
		{"edit a step that was edited", planned, lead, EditStep{"a", patch("minutes", "5", "7")}, "Somebody else"},
		{"edit a step that is gone", planned, lead, EditStep{"z", patch("minutes", "5", "7")}, "no longer in the agenda"},
		{"edit a step at the end", ended, lead, EditStep{"a", patch("minutes", "10", "7")}, "has ended"},
		{"drop", planned, lead, DropStep{"a"}, ""},
		{"drop where we stand", running, lead, DropStep{"a"}, "stands at that step"},
		{"drop another one", running, lead, DropStep{"b"}, ""},
		{"drop at the end", ended, lead, DropStep{"b"}, "has ended"},
		{"drop nothing", planned, lead, DropStep{"z"}, "no longer"},
		{"edit", planned, lead, Edit{"m", patch("title", `"Card sort"`, `"Autumn sort"`)}, ""},
		{"edit the day", planned, lead, Edit{"m", patch("on", "", `"2026-12-01"`)}, ""},
		{"edit to no day", planned, lead, Edit{"m", patch("on", "", `"soon"`)}, "is not a day"},
		{"edit what is counted", planned, lead, Edit{"m", patch("from", "", "9")}, "not edited by hand"},
		{"edit to no title", planned, lead, Edit{"m", patch("title", `"Card sort"`, "")}, "needs a title"},
		{"edit nothing", empty, lead, Edit{"m", patch("title", "", `"x"`)}, "no longer there"},
		{"cancel", planned, lead, Cancel{"m"}, ""},
		{"cancel what runs", running, lead, Cancel{"m"}, "has not begun"},
		{"cancel as participant", planned, part, Cancel{"m"}, "for a facilitator"},
		{"note", planned, lead, WriteNote{"a", "Ask twice", ""}, ""},
		{"note as participant", planned, part, WriteNote{"a", "Ask twice", ""}, "for a facilitator"},
		{"note on nothing", planned, lead, WriteNote{"z", "Ask twice", ""}, "no longer"},
		{"note over another one", planned, lead, WriteNote{"a", "Ask twice", "Ask once"}, "has just changed that note"},
		{"template", empty, lead, SaveTemplate{Template{"t", "Ours", steps(5)}}, ""},
		{"template without a name", empty, lead, SaveTemplate{Template{ID: "t"}}, "needs a title"},
		{"template without an ID", empty, lead, SaveTemplate{Template{Label: "x"}}, "no ID"},
		{"drop no template", empty, lead, DropTemplate{"t"}, "no longer there"},
	})
}

func TestRunning(t *testing.T) {
	paused := func(t testing.TB) *world { return running(t).do(Pause{Meeting: "m"}) }
	second := func(t testing.TB) *world {
		return running(t).do(PlanMeeting{Meeting: "n", Title: "Next", Steps: []Plan{{ID: "z", Title: "Z", Minutes: 1}}})
	}
	bare := func(t testing.TB) *world { return newWorld(t).do(PlanMeeting{Meeting: "m", Title: "Bare"}) }
	try(t, []opCase{
		{"start", planned, lead, Start{"m"}, ""},
		{"start as participant", planned, part, Start{"m"}, "for a facilitator"},
		{"start with no step", bare, lead, Start{"m"}, "agenda is empty"},
		{"start another", second, lead, Start{"n"}, "Card sort is still running"},
		{"start again", ended, lead, Start{"m"}, "held already"},
		{"go", running, lead, Go{"m", "b"}, ""},
		{"go as participant", running, part, Go{"m", "b"}, "for a facilitator"},
		{"go nowhere", second, lead, Go{"m", "z"}, "no longer in the agenda"},
		{"go before the start", planned, lead, Go{"m", "b"}, "not running"},
		{"pause", running, lead, Pause{Meeting: "m"}, ""},
		{"pause twice", paused, lead, Pause{Meeting: "m"}, "stands still already"},
		{"resume", paused, lead, Resume{"m"}, ""},
		{"resume twice", running, lead, Resume{"m"}, "running already"},
		{"end", running, lead, End{"m", "2026-12-01"}, ""},
		{"end on no day", running, lead, End{"m", "soon"}, "is not a day"},
		{"end twice", ended, lead, End{Meeting: "m"}, "not running"},
		{"hush", running, lead, Hush{"m", 3}, ""},
		{"hush for ever", running, lead, Hush{"m", 61}, "1 to 60 minutes"},
		{"hush before the start", planned, lead, Hush{"m", 3}, "not running"},
		{"arrive", planned, lead, Arrive{"x", "m", "Counselor", "", "V"}, ""},
		{"arrive twice", talking, lead, Arrive{"z", "m", "Counselor", "", "X"}, "noted already"},
		{"arrive without a name", planned, lead, Arrive{"x", "m", "", "", "V"}, "needs a title"},
		{"arrive late", ended, lead, Arrive{"x", "m", "Counselor", "", "V"}, "has ended"},
		{"leave", talking, lead, Leave{"x"}, ""},
		{"leave twice", running, lead, Leave{"x"}, "not on the list"},
		{"turn", talking, lead, Turn{"m", "", "x"}, ""},
		{"turn of nobody", running, lead, Turn{"m", Spoke, ""}, "Note first who is here"},
		{"turn to a stranger", talking, lead, Turn{"m", "", "z"}, "not on the list"},
		{"turn that was sung", talking, lead, Turn{"m", "sung", ""}, "spoken, passed or skipped"},
		{"turn as participant", talking, part, Turn{"m", "", "x"}, "for a facilitator"},
	})
}

func TestCapturing(t *testing.T) {
	captured := func(t testing.TB) *world {
		return running(t).do(Decide{Decision: "d", Text: "Yes", Meeting: "m"}, Park{Topic: "t", Text: "Snacks", Meeting: "m"})
	}
	try(t, []opCase{
		{"decide", running, part, Decide{Decision: "d", Text: "Yes", Meeting: "m", Step: "a", Partner: "p"}, ""},
		{"decide outside of a meeting", empty, part, Decide{Decision: "d", Text: "Yes"}, ""},
		{"decide in no meeting", empty, part, Decide{Decision: "d", Text: "Yes", Meeting: "m"}, "no longer there"},
		{"decide as guest", running, guest, Decide{Decision: "d", Text: "Yes"}, "school's team"},
		{"decide as observer", running, watch, Decide{Decision: "d", Text: "Yes"}, "You are watching"},
		{"decide nothing", running, part, Decide{Decision: "d"}, "one line"},
		{"decide two lines", running, part, Decide{Decision: "d", Text: "a\nb"}, "one line"},
		{"decide twice", captured, part, Decide{Decision: "d", Text: "Yes"}, "already"},
		{"reword", captured, part, Reword{"d", "Yes", "No"}, ""},
		{"reword what was reworded", captured, part, Reword{"d", "Maybe", "No"}, "has just changed"},
		{"reword nothing", running, part, Reword{"d", "Yes", "No"}, "no longer there"},
		{"retract", captured, part, Retract{"d"}, ""},
		{"retract nothing", running, part, Retract{"d"}, "no longer there"},
		{"park", running, part, Park{Topic: "t", Text: "Snacks"}, ""},
		{"park twice", captured, part, Park{Topic: "t", Text: "Snacks"}, "parked already"},
		{"park in no meeting", empty, part, Park{Topic: "t", Text: "x", Meeting: "m"}, "no longer there"},
		{"take up", captured, part, TakeUp{"t", true}, ""},
		{"take up nothing", running, part, TakeUp{"t", true}, "already"},
		{"park again what is parked", captured, part, TakeUp{"t", false}, "already"},
	})
}

func TestWhatIsKept(t *testing.T) {
	w := running(t).do(WriteNote{"a", "Ask twice", ""}, SaveTemplate{Template{"t", "Ours", steps(5)}}, DropTemplate{"t"})
	if n, _ := w.s.Notes.Get("a"); n.Text != "Ask twice" || w.s.Templates.Len() != 0 {
		t.Errorf("note %+v, %d templates", n, w.s.Templates.Len())
	}
	w.do(WriteNote{"a", "", "Ask twice"})
	if w.s.Notes.Len() != 0 {
		t.Error("an empty note stays")
	}
	w.do(PlanMeeting{Meeting: "n", Title: "Later", On: "2026-12-09", Steps: []Plan{{ID: "z", Title: "Z", Minutes: 1, Note: "x"}}},
		PlanMeeting{Meeting: "o", Title: "Some day"}, PlanMeeting{Meeting: "p", Title: "Soon", On: "2026-12-01"})
	var titles []string
	for _, m := range w.s.Planned() {
		titles = append(titles, m.Title)
	}
	if got := strings.Join(titles, ", "); got != "Soon, Later, Some day" {
		t.Errorf("planned: %s", got)
	}
	w.do(Arrive{"q", "n", "Counselor", "", "V"}, Cancel{"n"})
	if w.s.Steps.Has("z") || w.s.Notes.Has("z") || w.s.Present.Has("q") {
		t.Error("something of a cancelled meeting stays")
	}
	w.after(time.Hour).do(Park{Topic: "t1", Text: "First"}).after(time.Hour).do(Park{Topic: "t2", Text: "Second"}, TakeUp{"t1", true},
		Decide{Decision: "d", Text: "Yes", Meeting: "m"}, Decide{Decision: "e", Text: "Alone"}, End{Meeting: "m", Next: "2026-12-01"})
	if p := w.s.ParkedOpen(); len(p) != 1 || p[0].ID != "t2" {
		t.Errorf("parked: %+v", p)
	}
	if d := w.s.Decided("m"); len(d) != 1 || d[0].By != "Coordinator" {
		t.Errorf("decided: %+v", d)
	}
	if past := w.s.Past(); len(past) != 1 || past[0].Next != "2026-12-01" || past[0].To <= past[0].From {
		t.Errorf("past: %+v", past)
	}
	if _, ok := w.s.Running(); ok {
		t.Error("it is still running")
	}
}

func TestRoundRobin(t *testing.T) {
	w := talking(t).do(Arrive{"z", "m", "Liaison", "", "X"})
	turn := func(want string, op Turn) {
		t.Helper()
		w.do(op)
		if got := w.meeting().Turn; got != want {
			t.Errorf("%+v: it is %q, want %q", op, got, want)
		}
	}
	turn("x", Turn{"m", "", "x"})
	turn("y", Turn{"m", Spoke, ""})
	turn("z", Turn{"m", Skip, ""})
	turn("x", Turn{"m", Pass, ""})
	turn("z", Turn{"m", Spoke, "z"})
	w.do(Leave{"z"})
	if got := w.meeting().Turn; got != "x" {
		t.Errorf("the word goes to %q", got)
	}
	turn("", Turn{"m", "", ""})
	counts := map[string][2]int{}
	for _, p := range w.s.People("m") {
		counts[p.ID] = [2]int{p.Spoken, p.Passed}
	}
	if counts["x"] != [2]int{2, 0} || counts["y"] != [2]int{0, 0} {
		t.Errorf("%v", counts)
	}
	w.do(Turn{"m", "", "x"}, Seat{"y", ledger.RankBetween("", w.s.People("m")[0].Rank)}) // before all others
	turn("y", Turn{"m", Spoke, ""})
	w.do(Turn{"m", "", "x"}, Leave{"y"}, Leave{"x"})
	if got := w.meeting().Turn; got != "" {
		t.Errorf("nobody is there, and the word is with %q", got)
	}
}
