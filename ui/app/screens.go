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

// screens makes one person's screens: all there are.
func screens(env *screen.Env) []screen.Screen {
	return []screen.Screen{
		home.New(env),
		meeting.New(env),
		inventory.New(env),
		cardsort.New(env),
		touchpoints.New(env),
		plan.New(env), plan.NewSteps(env),
		communication.New(env),
		improvement.New(env),
		page.New(env, page.Record{}, page.Sorts{}, page.Shared{}, touchpoints.Section{}, plan.Section{}, communication.Section{}, improvement.Section{}), // each activity adds its section here
	}
}
