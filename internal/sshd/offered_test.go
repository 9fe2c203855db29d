package sshd_test

import (
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"convene/internal/sshd"
)

// offered asks the server whether it would take a key, hears yes, and never proves that it has it.
type offered struct{ gossh.Signer }

func (o offered) PublicKey() gossh.PublicKey { return &asked{PublicKey: o.Signer.PublicKey()} }

// asked is a key whose question is sent, and whose answer then seems to be about another one: the client goes on to what
// else it has.
type asked struct {
	gossh.PublicKey
	sent bool
}

func (a *asked) Marshal() []byte {
	if a.sent {
		return nil
	}
	a.sent = true
	return a.PublicKey.Marshal()
}

// TestOfferedIsNotProved: CVE-2024-45337. A server is asked about every key that a client offers; only the one that was
// proved says who somebody is, and none where they came in without.
func TestOfferedIsNotProved(t *testing.T) {
	t.Parallel()
	b := open(t, sshd.Options{}, nil)
	known, own := key(t), key(t)
	for _, c := range []struct {
		what string
		keys []gossh.Signer
		want string
	}{
		{"offered alone", []gossh.Signer{offered{known}}, ""},
		{"offered before one's own", []gossh.Signer{offered{known}, own}, gossh.FingerprintSHA256(own.PublicKey())},
		{"offered twice before one's own", []gossh.Signer{offered{known}, offered{known}, own}, gossh.FingerprintSHA256(own.PublicKey())},
	} {
		_, _ = b.join(80, 24, gossh.PublicKeys(c.keys...))
		if x := <-b.here; x.Key != c.want {
			t.Errorf("%s: known by %q, not %q", c.what, x.Key, c.want)
		}
	}
}
