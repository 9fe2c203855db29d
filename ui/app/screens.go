package app

import (
	"convene/ui/screen"
	"convene/ui/screen/cardsort"
	"convene/ui/screen/communication"
	"convene/ui/screen/home"
	"convene/ui/screen/improvement"
	"convene/ui/screen/inventory"
	"convene/ui/screen/meeting"
	"convene/ui/screen/page"
	"convene/ui/screen/plan"
	"convene/ui/screen/touchpoints"
)

// maker makes one person's screen.
type maker func(*screen.Env) screen.Screen

// makers are those of all the screens there are, by the screens' names.
func makers() map[string]maker {
	return map[string]maker{
		"home":          func(e *screen.Env) screen.Screen { return home.New(e) },
		"meeting":       func(e *screen.Env) screen.Screen { return meeting.New(e) },
		"inventory":     func(e *screen.Env) screen.Screen { return inventory.New(e) },
		"cardsort":      func(e *screen.Env) screen.Screen { return cardsort.New(e) },
		"touchpoints":   func(e *screen.Env) screen.Screen { return touchpoints.New(e) },
		"plan":          func(e *screen.Env) screen.Screen { return plan.New(e) },
		"steps":         func(e *screen.Env) screen.Screen { return plan.NewSteps(e) },
		"communication": func(e *screen.Env) screen.Screen { return communication.New(e) },
		"improvement":   func(e *screen.Env) screen.Screen { return improvement.New(e) },
		"partner-page": func(e *screen.Env) screen.Screen {
			return page.New(e, page.Record{}, page.Sorts{}, page.Shared{}, touchpoints.Section{}, plan.Section{}, communication.Section{}, improvement.Section{}) // each activity adds its section here
		},
	}
}
