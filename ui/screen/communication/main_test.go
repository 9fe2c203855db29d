package communication_test

import (
	"testing"

	"convene/internal/activity/comms"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// newRoom is a room with the sample in it, or with two partners and a goal and nothing else.
func newRoom(t testing.TB, filled bool) *room.Room {
	t.Helper()
	r := drive.Room(t, filled)
	if !filled {
		drive.Do(t, r, partner.Add{Partner: "p1", Name: "Boys & Girls Club"}, partner.Add{Partner: "p2", Name: "Eastside Library"},
			plan.AddGoal{ID: "g", Partners: []partner.ID{"p1"}, Text: "Every 4th grader can name a feeling"})
	}
	return r
}

// open is a terminal at the screen; days are typed as in the United States.
func open(r *room.Room, who ledger.Actor, w, h int) *drive.Terminal {
	d := drive.Open(r, who, drive.Noon, app.Options{W: w, H: h, Start: "communication"})
	d.Env.Days = day.MonthFirst
	return d
}

// erase takes away what stands in a field.
func erase(d *drive.Terminal, n int) {
	for range n {
		d.Press("backspace")
	}
}

func told(id, audience, what string, r comms.Recurrence) comms.AddMessage {
	return comms.AddMessage{Message: comms.Message{ID: id, Audience: audience, What: what, Recurrence: r, Sender: "Liaison", State: comms.Happens}}
}
