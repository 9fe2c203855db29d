package theme

import "image/color"

// CodeInk is the ink of a cell of a QR code whose block and the rest of it are dark or light: black and white whatever the
// theme, since cameras read it.
func CodeInk(block, rest bool) Ink {
	shade := func(dark bool) color.Color {
		if dark {
			return rgb(0x000000)
		}
		return rgb(0xffffff)
	}
	return Ink{Fg: shade(block), Bg: shade(rest)}
}
