// Package paint draws terminals: the same picture for everybody once, what is one person's own as a thin layer over
// it, and the bytes from one screen to the next once for all terminals that need them.
//
// An [App] gives two pure functions. Its Scene draws what everybody with one [Look] sees at one state; its Personal
// draws one person's highlights, drafts and cursor over that. A [Painter] keeps the newest state and calls them; each
// terminal is a [Pane] with one goroutine, which writes the way from what it last wrote to what is newest now. Nothing
// queues: a slow terminal skips.
//
// All positions and sizes are in cells, counted from 0 at the top left. Text is measured by [Width] everywhere.
package paint

import uv "github.com/charmbracelet/ultraviolet"

// Ink is a style ready for cells: colours, underline, attributes.
type Ink = uv.Style

// Rect is a rectangle of cells; Max is outside of it.
type Rect = uv.Rectangle

// R is the rectangle of w by h cells whose top left cell is x, y.
func R(x, y, w, h int) Rect { return uv.Rect(x, y, w, h) }

// Surface is what a component draws on: a shared [Canvas] or one person's [Personal].
type Surface interface {
	// Size is the width and height in cells.
	Size() (w, h int)
	// Print writes one line of plain text from x on, at most w cells, and returns the column after its last cell.
	// It never draws half of a wide character, and nothing in s can be an order to the terminal.
	Print(x, y, w int, s string, ink Ink) int
	// Fill paints blanks.
	Fill(r Rect, ink Ink)
	// Box draws a border along the inside of r; ascii draws it with + - and |.
	Box(r Rect, ink Ink, ascii bool)
	// Spot names a place, so that highlights, cursors and the mouse find it. A second spot of that name replaces the first.
	Spot(name string, r Rect)
}

var (
	_ Surface = (*Canvas)(nil)
	_ Surface = (*Personal)(nil)
)
