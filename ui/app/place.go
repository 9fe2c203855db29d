package app

// place is one screen's place in the rail.
type place struct{ name, title string }

// places lists the screens in the order of the rail.
func places() []place {
	return []place{
		{"home", "Home"},
		{"meeting", "Meeting"},
		{"inventory", "Inventory"},
		{"cardsort", "Card sort"},
		{"touchpoints", "Touchpoints"},
		{"plan", "Shared plan"},
		{"steps", "Action steps"},
		{"communication", "Communication plan"},
		{"improvement", "Improvement plan"},
	}
}

func placeOf(name string) place {
	for _, p := range places() {
		if p.name == name {
			return p
		}
	}
	if name == "partner-page" { // stands in no rail: it is reached from a partner
		return place{name, "Partner"}
	}
	if name == "door" {
		return place{name, "At the door"}
	}
	return place{name, name}
}
