package theme

// Symbols are the signs of our own chrome, named by what they mean. Each is one code point in one cell, since
// terminals differ about anything longer.
type Symbols struct {
	Clear string // clearly supports
	Could string // could support
	None  string // no link seen yet

	Open  string // a step nobody began
	Doing string // a step under way
	Done  string // a step that is done
	Here  string // where we are
	Check string // yes
	Cross string // no

	Bullet string // one of several things
	Dot    string // a vote
	Star   string // marked for later
	Warn   string // worth a look
	Lock   string // private, or not to be changed
	Absent string // there is no value

	Up, Down, Left, Right string // arrow keys, and the way something goes
	More                  string // there is more below
	Less                  string // there is more above
	Ellipsis              string // text was cut here
	Between               string // between two things on one line

	Rule   string // a piece of a line from left to right
	Column string // a piece of a line from top to bottom

	BarFull  string    // a piece of a bar
	BarHalf  string    // half of such a piece, at its end
	BarEmpty string    // where a bar could still go
	Levels   [8]string // from lowest to highest, for small charts
}

func unicodeSymbols() Symbols {
	return Symbols{
		Clear: "●", Could: "◐", None: "○",
		Open: "○", Doing: "◐", Done: "✓", Here: "▸", Check: "✓", Cross: "✗",
		Bullet: "▪", Dot: "●", Star: "★", Warn: "▲", Lock: "▣", Absent: "—",
		Up: "↑", Down: "↓", Left: "←", Right: "→", More: "↓", Less: "↑", Ellipsis: "…", Between: "·",
		Rule: "─", Column: "│",
		BarFull: "█", BarHalf: "▌", BarEmpty: "░",
		Levels: [8]string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
	}
}

func asciiSymbols() Symbols {
	return Symbols{
		Clear: "*", Could: "+", None: "o",
		Open: "o", Doing: "+", Done: "x", Here: ">", Check: "y", Cross: "n",
		Bullet: "-", Dot: "*", Star: "*", Warn: "!", Lock: "#", Absent: "-",
		Up: "^", Down: "v", Left: "<", Right: ">", More: "v", Less: "^", Ellipsis: "~", Between: "-",
		Rule: "-", Column: "|",
		BarFull: "#", BarHalf: "=", BarEmpty: ".",
		Levels: [8]string{"_", ".", ":", "-", "=", "+", "*", "#"},
	}
}
