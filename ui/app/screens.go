package app

import (
	"convene/ui/screen"
	"convene/ui/screen/cardsort"
	"convene/ui/screen/home"
	"convene/ui/screen/inventory"
)

// screens makes one person's screens: all there are.
func screens(env *screen.Env) []screen.Screen {
	return []screen.Screen{
		home.New(env),
		inventory.New(env),
		cardsort.New(env),
	}
}
