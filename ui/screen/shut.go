package screen

// ShutOut is what a facilitator reads while people elsewhere hold lines to a room that is not open to them since the program
// ended. Nothing listens before the facilitator says so.
const ShutOut = "The room was open to people elsewhere when convene ended: S opens it again with the same line."
