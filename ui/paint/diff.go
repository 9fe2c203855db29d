package paint

// Diff is the way from one frame on a terminal to another. It starts from an unknown cursor and the terminal's own
// style and ends in that style, so that others can follow; touched has a bit for every cell that it writes or erases.
type Diff struct {
	Bytes   []byte
	touched []uint64
}

func diff(a, b *Frame) *Diff { return &Diff{} }
