package improve

// Source says who collects a measure.
type Source string

// The sources. An empty one is not said yet.
const (
	School    Source = "school"
	Partner   Source = "partner"
	BothSides Source = "both"
)

// Sources lists every source.
func Sources() []Source { return []Source{School, Partner, BothSides} }

// Label is the source in plain words.
func (s Source) Label() string {
	switch s {
	case School:
		return "school"
	case Partner:
		return "partner"
	case BothSides:
		return "both"
	}
	return string(s)
}

// Collecting says whether a measure is collected today.
type Collecting string

// The ways of collecting. An empty one is not said yet.
const (
	Already Collecting = "already"
	Adapted Collecting = "adapted" // collected already, to be changed a little
	New     Collecting = "new"
)

// Collectings lists every way of collecting.
func Collectings() []Collecting { return []Collecting{Already, Adapted, New} }

// Label is the way of collecting in plain words.
func (c Collecting) Label() string {
	switch c {
	case Already:
		return "collected already"
	case Adapted:
		return "to be adapted"
	case New:
		return "new"
	}
	return string(c)
}

// Frequency says how often something is done, roughly.
type Frequency string

// The frequencies. An empty one is not said yet.
const (
	Weekly    Frequency = "weekly"
	Monthly   Frequency = "monthly"
	Quarterly Frequency = "quarterly"
	EachTerm  Frequency = "term"
	Yearly    Frequency = "yearly"
)

// Frequencies lists every frequency, the most frequent first.
func Frequencies() []Frequency { return []Frequency{Weekly, Monthly, Quarterly, EachTerm, Yearly} }

// Label is the frequency in plain words.
func (f Frequency) Label() string {
	switch f {
	case EachTerm:
		return "each term"
	}
	return string(f)
}

// Days is how long it is from one time to the next, in days, at most; three terms make a year. It is 0 where the
// frequency is not said.
func (f Frequency) Days() int {
	switch f {
	case Weekly:
		return 7
	case Monthly:
		return 31
	case Quarterly:
		return 92
	case EachTerm:
		return 122
	case Yearly:
		return 366
	}
	return 0
}

// Sharing says whether a measure may be shared.
type Sharing string

// What may be shared. An empty one is not known, as Unknown is.
const (
	Yes       Sharing = "yes"
	Agreement Sharing = "agreement" // with a written agreement
	No        Sharing = "no"
	Unknown   Sharing = "unknown"
)

// Sharings lists every answer.
func Sharings() []Sharing { return []Sharing{Yes, Agreement, No, Unknown} }

// Label is the answer in plain words.
func (s Sharing) Label() string {
	switch s {
	case Yes:
		return "may be shared"
	case Agreement:
		return "with an agreement"
	case No:
		return "may not be shared"
	case Unknown, "":
		return "not known"
	}
	return string(s)
}

// Direction says where a measure should go.
type Direction string

// The directions. An empty one is not said yet.
const (
	Up   Direction = "up"
	Down Direction = "down"
	Hold Direction = "hold" // stay where it is: within HoldShare of the target, or of the baseline where there is none
)

// Directions lists every direction.
func Directions() []Direction { return []Direction{Up, Down, Hold} }

// Label is the direction in plain words.
func (d Direction) Label() string {
	switch d {
	case Up:
		return "should go up"
	case Down:
		return "should go down"
	case Hold:
		return "should hold"
	}
	return string(d)
}
