//go:build unix

package cli

import (
	"os"
	"os/signal"
	"syscall"
)

// resizes receives when the size of the terminal may have changed.
func resizes() (<-chan struct{}, func()) {
	signals := make(chan os.Signal, 1)
	out := make(chan struct{}, 1)
	done := make(chan struct{})
	signal.Notify(signals, syscall.SIGWINCH)
	go func() {
		for {
			select {
			case <-done:
				return
			case <-signals:
				select {
				case out <- struct{}{}:
				default:
				}
			}
		}
	}()
	return out, func() { signal.Stop(signals); close(done) }
}
