package guide

// The IDs of everything in a pack. They are on disk in every workspace: they never change.

func categoryIDs() []string { return []string{"clear", "could", "none"} }

func kindIDs() []string {
	return []string{"ost", "direct", "nonprofit", "health", "research", "education", "foundation", "government", "business", "other"}
}

func whenIDs() []string { return []string{"before", "day", "after", "summer"} }

func fieldIDs() []string {
	return []string{"name", "kinds", "when", "mission", "outcome_goals", "schedule", "location", "audience", "since", "funding",
		"notes", "tags", "partner_contact", "school_contact"}
}

// setSpec is a set of touchpoints as the program knows it: how many prompts each of its questions has.
type setSpec struct {
	id      string
	prompts []int
}

func setSpecs() []setSpec {
	return []setSpec{{"practice", []int{1, 1, 2, 1}}, {"vision", []int{1, 1}}, {"word", []int{1, 2}}, {"together", []int{1, 1, 1}}}
}

func planIDs() []string {
	return []string{"goal", "school_practices", "partner_practices", "opportunities", "people", "steps"}
}

func communicationIDs() []string { return []string{"structures", "now", "who", "what", "how"} }

func improvementIDs() []string { return []string{"measure", "collected", "adapt", "share", "meet"} }

// legalID is the ID of the note on sharing data, which stands in the improvement plan's file.
const legalID = "legal"

func templateIDs() []string {
	return []string{"cardsort", "touchpoints", "joint", "review", "stepback", "blank"}
}

// blankID is the one template that has no steps.
const blankID = "blank"

// Activities lists what a step of a meeting can be: a screen, or a way of talking that has no screen of its own (talk, quiet
// writing, and alone-pairs-fours-all as "rhythm").
func Activities() []string {
	return []string{"talk", "quiet", "rhythm", "inventory", "cardsort", "touchpoints", "plan", "steps", "communication", "improvement"}
}

// Screens lists the screens that have a help text, in the order in which a team meets them.
func Screens() []string {
	return []string{"home", "inventory", "rapid-entry", "record", "import", "missing", "duplicates", "partner-page", "share",
		"cardsort", "private-sort", "reveal", "results", "rounds", "settings", "touchpoints", "plan", "steps", "communication",
		"message", "calendar", "load", "prompts", "days-off", "improvement", "measure", "five-questions", "looks", "meeting", "meeting-agenda", "meeting-running",
		"meeting-voices", "meeting-end", "stage", "minutes", "door", "room"}
}
