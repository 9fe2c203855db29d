package plan_test

import (
	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/app"
	"convene/ui/app/drive"
)

func add(id partner.ID, name string) partner.Add { return partner.Add{Partner: id, Name: name} }

// open is a terminal at one of the screens; days are typed as in the United States.
func open(r *room.Room, who ledger.Actor, at string, w, h int) *drive.Terminal {
	d := drive.Open(r, who, drive.Noon, app.Options{W: w, H: h, Start: at})
	d.Env.Days = day.MonthFirst
	return d
}

func ids(list ...partner.ID) []partner.ID { return list }
