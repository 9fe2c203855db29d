//go:build unix

package cli

import (
	"os"
	"strings"
	"syscall"
	"testing"
)

// TestServeSaysHowToJoin: what serve prints lets somebody in, to the door, and names the host key that they see.
func TestServeSaysHowToJoin(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := p.serve()
	if !strings.HasPrefix(s.out.String(), "A host key was made.") {
		t.Errorf("nobody is told of the new host key:\n%s", s.out)
	}
	if info, err := os.Stat(p.hostKey()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the host key: %v, %v", info, err)
	}
	s.knock("Grade 4 teacher") // which compares the fingerprint
	s.signal(syscall.SIGTERM)
	s.ends(0)
	again := p.serve()
	if again.fingerprint != s.fingerprint || strings.Contains(again.out.String(), "was made") {
		t.Errorf("the key changed, from %s:\n%s", s.fingerprint, again.out)
	}
}
