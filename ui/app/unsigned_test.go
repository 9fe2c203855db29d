package app_test

import (
	"reflect"
	"strings"
	"testing"

	"convene/internal/activity/touchpoint"
)

// sayUnsigned has somebody contribute to a question without signatures. It returns what everybody else saw while they wrote,
// and then.
func sayUnsigned(t *testing.T, who string) (a *audience, during, after map[string]string) {
	t.Helper()
	a = newAudience(t)
	q := a.together2()
	a.lead.Do(t, touchpoint.Ask{Round: q}, touchpoint.Contribute{ID: "c1", Round: q, Text: "Homework hour"}, touchpoint.Unsign{Round: q, Unsigned: true})
	a.atQuestion(q)
	a.lead.Press("up") // something is chosen
	was := a.pictures()
	look := a.named("Looker")
	write := func(f *far) {
		f.keys("\rzqWords")
		f.sees("zqWords")
		a.unmoved(f.name, was)
		during = a.pictures()
		f.keys("\r" + esc)
		f.sees("g group")
	}
	switch who {
	case "lead":
		a.lead.Press("enter")
		a.lead.Type("zqWords")
		a.lead.Shows(t, "zqWords")
		a.unmoved("Coordinator", was)
		during = a.pictures()
		a.lead.Press("enter", "esc")
	case "voter":
		write(a.voter)
	default:
		write(look)
	}
	a.named("Follower").sees("zqWords")
	return a, during, a.pictures()
}

// unmoved fails where anybody but who writes sees something else than before.
func (a *audience) unmoved(writer string, was map[string]string) {
	a.t.Helper()
	for name, picture := range a.pictures() {
		if name != writer && picture != was[name] {
			a.t.Errorf("while %s writes without a name, %s sees %q, not %q", writer, name, picture, was[name])
		}
	}
}

// TestUnsignedIsNobodys: whoever of three contributes without a name, all others see the same, before and after; and nothing
// that is kept, the drawer too, has a person to it.
func TestUnsignedIsNobodys(t *testing.T) {
	t.Parallel()
	one, during, after := sayUnsigned(t, "voter")
	for _, who := range []string{"looker", "lead"} {
		_, other, then := sayUnsigned(t, who)
		for i, pair := range [][2]map[string]string{{during, other}, {after, then}} {
			for name, picture := range pair[0] {
				if name != "Looker" && name != "Coordinator" && pair[1][name] != picture {
					t.Errorf("%s, %s is told whether the voter or the %s wrote: %q, %q", []string{"before", "after"}[i], name, who, picture, pair[1][name])
				}
			}
		}
	}
	one.toldNowhere(secretive, one.person())
	came := `{"person":"` + one.person() + `",` // everybody who was let in, whether they wrote or not
	if live := one.live(); !strings.Contains(live, came) || strings.Contains(strings.ReplaceAll(live, came, ""), one.person()) {
		t.Error("the workspace's file tells who wrote")
	}
	if !strings.Contains(one.kept()["the history"], "zqWords") {
		t.Error("the words are not in the history")
	}
	last, err := one.bolt.Last(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	list, err := one.bolt.Next(t.Context(), last-1)
	if err != nil || list[0].Op != "touchpoint.contribute" {
		t.Fatalf("%+v, %v", list, err)
	}
	by := list[0].By
	by.Role = "" // all that is known
	if !reflect.ValueOf(by).IsZero() {
		t.Errorf("the entry is by %+v", list[0].By)
	}
}
