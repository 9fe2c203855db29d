package theme

import "image/color"

// CodeInk is the ink of a cell of a QR code whose upper and lower half are dark or light: black and white whatever the
// theme, since cameras read it. Where the halves differ the cell holds an upper half block.
func CodeInk(upper, lower bool) Ink {
	shade := func(dark bool) color.Color {
		if dark {
			return rgb(0x000000)
		}
		return rgb(0xffffff)
	}
	return Ink{Fg: shade(upper), Bg: shade(lower)}
}
