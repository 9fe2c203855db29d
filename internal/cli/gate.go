package cli

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/adrg/xdg"

	"convene/internal/sshd"
	"convene/ui/app"
)

// usualListen is where a room listens unless somebody says otherwise.
const usualListen = ":2222"

// farewell is how long the terminals of people elsewhere have to end.
const farewell = 3 * time.Second

// gate is the way into a room from elsewhere: a server, and what to type.
type gate struct {
	server *sshd.Server
	key    sshd.HostKey
	addr   net.Addr
	host   string // as --listen named it; empty: every address of this machine
	done   chan error
}

func hostKeyFile() string { return filepath.Join(xdg.DataHome, "convene", "host_ed25519") }

// port is where people elsewhere knock.
type port struct {
	net.Listener
	host string // as --listen named it; empty: every address of this machine
}

// openPort listens. Nobody is answered yet. Where any port will do it is the one that people were told, if that is free.
func openPort(listen string, told int) (port, error) {
	host, err := listenHost(listen)
	if err != nil {
		return port{}, err
	}
	if _, any, _ := net.SplitHostPort(listen); any == "0" && told > 0 {
		if l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(told))); err == nil {
			return port{l, host}, nil
		}
	}
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return port{}, &portError{fmt.Sprintf("Nobody can be let in at %s (%v). Nothing was changed; choose another port with --listen :2223.", listen, err)}
	}
	return port{l, host}, nil
}

func listenHost(listen string) (string, error) {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return "", usagef("The address %q is none to listen at. Write --listen :2222, or --listen 192.0.2.7:2222.", listen)
	}
	return host, nil
}

// openGate answers people elsewhere at a port, which it closes if it cannot.
func openGate(host *app.Host, keyFile string, at port, invites *sshd.Invites, log io.Writer) (*gate, error) {
	g := &gate{host: at.host, addr: at.Addr(), done: make(chan error, 1)}
	var err error
	if g.key, err = sshd.LoadHostKey(keyFile); err == nil {
		g.server, err = sshd.New(sshd.Options{Key: g.key, Invites: invites, Handle: host.Handle, Log: slog.New(slog.NewTextHandler(log, nil))})
	}
	if err != nil {
		_ = at.Close()
		return nil, err
	}
	invites.At(at.Addr().(*net.TCPAddr).Port)
	host.Room.ShutOut(time.Time{})
	go func() { g.done <- g.server.Serve(at) }()
	return g, nil
}

// portError says that a port is taken, or not for this account.
type portError struct{ line string }

func (e *portError) Error() string { return e.line }

func (g *gate) close() { g.server.Close(farewell) }

// lines are what people type to come in with an invite: one for each address of this machine.
func (g *gate) lines(i sshd.Invite) []string {
	port := g.addr.(*net.TCPAddr).Port
	var out []string
	for _, h := range g.hosts() {
		at := "-p " + strconv.Itoa(port) + " "
		if port == 22 {
			at = ""
		}
		out = append(out, fmt.Sprintf("ssh %s%s@%s", at, i.Words, h))
	}
	return out
}

// link is the first line as a link.
func (g *gate) link(i sshd.Invite) string {
	return fmt.Sprintf("ssh://%s@%s", i.Words, net.JoinHostPort(g.hosts()[0], strconv.Itoa(g.addr.(*net.TCPAddr).Port)))
}

// maxHosts is how many addresses of this machine are offered.
const maxHosts = 3

// hosts are the names by which others may reach this machine, the likeliest first.
func (g *gate) hosts() []string {
	if g.host != "" && !net.ParseIP(g.host).IsUnspecified() {
		return []string{g.host}
	}
	var out []string
	addrs, _ := net.InterfaceAddrs()
	for _, a := range addrs {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && n.IP.IsGlobalUnicast() && len(out) < maxHosts {
			out = append(out, n.IP.String())
		}
	}
	if len(out) == 0 {
		return []string{"localhost"}
	}
	return out
}

func socketPath(workspace string) string { return workspace + ".sock" }

// listenSocket listens at a socket that only this account may open: it is made where nobody else can look, and moved in
// place when it is safe.
func listenSocket(path string) (net.Listener, error) {
	dir, err := os.MkdirTemp(filepath.Dir(path), ".c-*")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: filepath.Join(dir, "s"), Net: "unix"})
	if err != nil {
		return nil, err
	}
	l.SetUnlinkOnClose(false)
	if err := os.Chmod(filepath.Join(dir, "s"), 0o600); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	if err := os.Rename(filepath.Join(dir, "s"), path); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}
