package paint

import (
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

// lookTime is how often the console is asked for its size, of which it does not tell.
const lookTime = 250 * time.Millisecond

func watched() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }

func kindOf(s os.Signal) signalKind {
	if s == os.Interrupt || s == syscall.SIGTERM {
		return signalEnd
	}
	return signalOther
}

// stopProcess: there is no stopping a process from a console.
func stopProcess(chan os.Signal) {}

func endProcess(os.Signal) { os.Exit(1) }

// openOutput makes the console obey sequences.
func openOutput(f *os.File) (restore func()) {
	h, mode := windows.Handle(f.Fd()), uint32(0)
	if windows.GetConsoleMode(h, &mode) != nil {
		return func() {}
	}
	_ = windows.SetConsoleMode(h, mode|windows.ENABLE_PROCESSED_OUTPUT|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING|windows.DISABLE_NEWLINE_AUTO_RETURN)
	return func() { _ = windows.SetConsoleMode(h, mode) }
}

func sizeTicks() (<-chan time.Time, func()) {
	t := time.NewTicker(lookTime)
	return t.C, t.Stop
}
