//go:build unix

package paint

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// stopTime is how long to wait for the process to be stopped: the first process of a container cannot be.
const stopTime = time.Second

func watched() []os.Signal {
	return []os.Signal{syscall.SIGWINCH, syscall.SIGTSTP, syscall.SIGCONT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT}
}

func kindOf(s os.Signal) signalKind {
	switch s {
	case syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT:
		return signalEnd
	case syscall.SIGTSTP:
		return signalStop
	case syscall.SIGCONT:
		return signalContinue
	}
	return signalOther
}

// stopProcess stops the process, and returns when it goes on. SIGTSTP would not do: once Go has caught a signal of that
// kind it never gives it back.
func stopProcess(signals chan os.Signal) {
	signal.Reset(syscall.SIGCONT) // this one is ours alone
	defer signal.Notify(signals, syscall.SIGCONT)
	cont := make(chan os.Signal, 1)
	signal.Notify(cont, syscall.SIGCONT)
	defer signal.Stop(cont)
	_ = syscall.Kill(syscall.Getpid(), syscall.SIGSTOP)
	t := time.NewTimer(stopTime)
	defer t.Stop()
	select {
	case <-cont:
	case <-t.C:
	}
}

// endProcess ends the process as the signal does to one that does not catch it.
func endProcess(s os.Signal) {
	signal.Reset(s)
	if n, ok := s.(syscall.Signal); ok {
		_ = syscall.Kill(syscall.Getpid(), n)
	}
	time.AfterFunc(time.Second, func() { os.Exit(1) }) // it should not come to this
}

// openOutput makes f ready for sequences.
func openOutput(*os.File) (restore func()) { return func() {} }

// sizeTicks: SIGWINCH tells of a new size.
func sizeTicks() (<-chan time.Time, func()) { return nil, func() {} }
