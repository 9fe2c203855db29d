//go:build linux

package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// missing says what has to be installed before there is anything to compare with; empty: nothing.
func missing() string {
	var out []string
	if _, err := exec.LookPath("tmux"); err != nil {
		out = append(out, "tmux")
	}
	if sshdPath() == "" {
		out = append(out, "an OpenSSH server (openssh-server)")
	}
	return strings.Join(out, " and ")
}

func sshdPath() string {
	for _, dir := range append(filepath.SplitList(os.Getenv("PATH")), "/usr/sbin", "/usr/local/sbin", "/sbin") {
		path := filepath.Join(dir, "sshd")
		if i, err := os.Stat(path); err == nil && i.Mode()&0o111 != 0 {
			return path
		}
	}
	return ""
}

// newTmux is the same board in one tmux session that everybody attaches to over a private OpenSSH.
func newTmux(ctx context.Context, bin string) (*side, error) {
	s, ctx, err := newSide(ctx, bin)
	if err != nil {
		return nil, err
	}
	if err := s.openTmux(ctx); err != nil {
		s.stop()
		return nil, fmt.Errorf("tmux did not start: %w", err)
	}
	if err := s.openSSH(ctx); err != nil {
		s.stop()
		return nil, fmt.Errorf("OpenSSH did not start: %w", err)
	}
	return s, nil
}

const tmuxConfig = `set -g status off
set -g default-terminal tmux-256color
set -g escape-time 0
set -g exit-empty off
set -g remain-on-exit off
`

func (s *side) openTmux(ctx context.Context) error {
	if err := os.WriteFile(s.path("tmux.conf"), []byte(tmuxConfig), 0o600); err != nil {
		return err
	}
	c := s.command(ctx, "tmux", "-f", s.path("tmux.conf"), "-S", s.path("tmux.sock"), "new-session", "-d", "-s", "room", "-x", "120", "-y", "40", s.bin, s.path("room.convene"))
	c.Dir = s.dir
	c.SysProcAttr = nil // its server lives on when it ends
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	out, err := s.command(ctx, "tmux", "-S", s.path("tmux.sock"), "display-message", "-p", "#{pid}").Output()
	if err != nil {
		return err
	}
	s.daemon, err = strconv.Atoi(strings.TrimSpace(string(out)))
	return err
}

func (s *side) openSSH(ctx context.Context) error {
	hostKey, err := newKey()
	if err != nil {
		return err
	}
	ours, err := newKey()
	if err != nil {
		return err
	}
	signer, err := gossh.NewSignerFromKey(ours)
	if err != nil {
		return err
	}
	block, err := gossh.MarshalPrivateKey(hostKey, "")
	if err != nil {
		return err
	}
	addr, err := freeAddr()
	if err != nil {
		return err
	}
	host, port, _ := net.SplitHostPort(addr)
	config := fmt.Sprintf("ListenAddress %s\nPort %s\nHostKey %s\nAuthorizedKeysFile %s\nPidFile none\nUsePAM no\nStrictModes no\nPermitRootLogin yes\nPasswordAuthentication no\nMaxStartups 1000\nMaxSessions 1000\nLogLevel ERROR\nPrintMotd no\nPrintLastLog no\nUseDNS no\n",
		host, port, s.path("hostkey"), s.path("keys"))
	err = errors.Join(
		os.WriteFile(s.path("hostkey"), pem.EncodeToMemory(block), 0o600),
		os.WriteFile(s.path("keys"), gossh.MarshalAuthorizedKey(signer.PublicKey()), 0o600),
		os.WriteFile(s.path("sshd.conf"), []byte(config), 0o600))
	if err != nil {
		return err
	}
	if os.Geteuid() == 0 { // OpenSSH wants its empty folder, which a boot without it has not made
		_ = os.Mkdir("/run/sshd", 0o755)
	}
	server := s.command(ctx, sshdPath(), "-D", "-e", "-f", s.path("sshd.conf"))
	server.Dir, server.Stderr = s.dir, os.Stderr
	if err := s.start(server); err != nil {
		return err
	}
	who, err := user.Current()
	if err != nil {
		return err
	}
	s.come = func(ctx context.Context, i int, p person) (*client, error) {
		command := "exec tmux -S " + s.path("tmux.sock") + " attach -t room"
		if i > 0 {
			command += " -r"
		}
		return connect(ctx, dial{addr: addr, user: who.Username, auth: gossh.PublicKeys(signer), command: command, term: p.term, size: p.size}, s.stir)
	}
	return listens(ctx, addr)
}

func newKey() (ed25519.PrivateKey, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	return key, err
}

// freeAddr is an address of this machine at which nobody listens.
func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// listens waits until somebody does.
func listens(ctx context.Context, addr string) (err error) {
	for late := time.Now().Add(joinTime); time.Now().Before(late) && ctx.Err() == nil; time.Sleep(20 * time.Millisecond) {
		var c net.Conn
		if c, err = net.Dial("tcp", addr); err == nil {
			return c.Close()
		}
	}
	return errors.Join(err, ctx.Err())
}
