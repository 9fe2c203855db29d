package sshd

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	gossh "golang.org/x/crypto/ssh"
)

// HostKey is what a server proves itself with.
type HostKey struct {
	Signer gossh.Signer
	Made   bool // it was made just now: nobody can know it yet
}

// Fingerprint is the key as people compare it.
func (k HostKey) Fingerprint() string { return gossh.FingerprintSHA256(k.Signer.PublicKey()) }

// LoadHostKey reads the host key at path, and makes it the first time. Beside it stands its public half, so that a key
// that vanished or changed is noticed: people's ssh would warn them of it, and nobody should learn to ignore that.
func LoadHostKey(path string) (HostKey, error) {
	private, err := os.ReadFile(path)
	known, errKnown := os.ReadFile(publicPath(path))
	switch {
	case errors.Is(err, fs.ErrNotExist) && errors.Is(errKnown, fs.ErrNotExist):
		return makeHostKey(path)
	case errors.Is(err, fs.ErrNotExist):
		return HostKey{}, fmt.Errorf("The host key %q is gone, and people's ssh knows it. Nothing was started. Put it back from a backup; or, if it is lost, remove %q too, start again, and tell everybody the new fingerprint.", path, publicPath(path))
	case err != nil:
		return HostKey{}, fmt.Errorf("The host key %q cannot be read (%v). Nothing was started; give yourself access to that file.", path, err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return HostKey{}, fmt.Errorf("Others on this machine can read the host key %q. Nothing was started. Write `chmod 600 %s`; if somebody may have read it, remove it and %q and start again.", path, path, publicPath(path))
	}
	signer, err := gossh.ParsePrivateKey(private)
	if err != nil {
		return HostKey{}, fmt.Errorf("The host key %q is damaged. Nothing was started. Put it back from a backup; or remove it and %q, start again, and tell everybody the new fingerprint.", path, publicPath(path))
	}
	if errors.Is(errKnown, fs.ErrNotExist) {
		return HostKey{signer, false}, os.WriteFile(publicPath(path), gossh.MarshalAuthorizedKey(signer.PublicKey()), 0o644)
	}
	if !bytes.Equal(bytes.TrimSpace(known), bytes.TrimSpace(gossh.MarshalAuthorizedKey(signer.PublicKey()))) {
		return HostKey{}, fmt.Errorf("The host key %q is another one than %q says. Nothing was started. If you changed it, remove the second file, start again, and tell everybody the new fingerprint; else put the old key back.", path, publicPath(path))
	}
	return HostKey{signer, false}, nil
}

func publicPath(path string) string { return path + ".pub" }

func makeHostKey(path string) (HostKey, error) {
	k, err := newHostKey(path)
	if err != nil {
		return HostKey{}, fmt.Errorf("A host key could not be made at %q (%v). Nothing was started; choose another place for it.", path, err)
	}
	return k, nil
}

func newHostKey(path string) (HostKey, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return HostKey{}, err
	}
	block, err := gossh.MarshalPrivateKey(private, "convene host key")
	if err != nil {
		return HostKey{}, err
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		return HostKey{}, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return HostKey{}, err
	}
	if err := writeNew(path, pem.EncodeToMemory(block), 0o600); err != nil {
		return HostKey{}, err
	}
	if err := writeNew(publicPath(path), gossh.MarshalAuthorizedKey(signer.PublicKey()), 0o644); err != nil {
		return HostKey{}, errors.Join(err, os.Remove(path))
	}
	return HostKey{signer, true}, nil
}

// writeNew writes a file where there is none.
func writeNew(path string, data []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}
