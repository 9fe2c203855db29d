//go:build unix

package paint

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		localChild()
		return
	}
	goleak.VerifyTestMain(m)
}

// childEnv is set in a process that is to be a program in a local terminal.
const childEnv = "PAINT_LOCAL_CHILD"
