package sshd

import (
	"crypto/ed25519"
	"crypto/rand"

	gossh "golang.org/x/crypto/ssh"
)

// OwnKey makes a host key that nobody knows and that is kept nowhere: for the socket of this machine.
func OwnKey() (HostKey, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return HostKey{}, err
	}
	signer, err := gossh.NewSignerFromKey(private)
	return HostKey{signer, true}, err
}
