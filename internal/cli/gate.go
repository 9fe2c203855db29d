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
	"sync"
	"time"

	"github.com/adrg/xdg"

	"convene/internal/room"
	"convene/internal/sshd"
	"convene/ui/app"
)

// usualListen is where a room listens unless somebody says otherwise.
const usualListen = ":2222"

// farewell is how long the terminals of people elsewhere have to end.
const farewell = 3 * time.Second

// gate is the way into a room from elsewhere: a server, its invites, and what to type.
type gate struct {
	server  *sshd.Server
	invites *sshd.Invites
	key     sshd.HostKey
	addr    net.Addr
	host    string // as --listen named it; empty: every address of this machine
	done    chan error
}

func hostKeyFile() string { return filepath.Join(xdg.DataHome, "convene", "host_ed25519") }

// port is where people elsewhere knock.
type port struct {
	net.Listener
	host string // as --listen named it; empty: every address of this machine
}

// openPort listens. Nobody is answered yet.
func openPort(listen string) (port, error) {
	host, err := listenHost(listen)
	if err != nil {
		return port{}, err
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
func openGate(host *app.Host, keyFile string, at port, log io.Writer) (*gate, error) {
	g := &gate{host: at.host, addr: at.Addr(), invites: sshd.NewInvites(time.Now), done: make(chan error, 1)}
	var err error
	if g.key, err = sshd.LoadHostKey(keyFile); err == nil {
		g.server, err = sshd.New(sshd.Options{Key: g.key, Invites: g.invites, Handle: host.Handle, Log: slog.New(slog.NewTextHandler(log, nil))})
	}
	if err != nil {
		_ = at.Close()
		return nil, err
	}
	host.Room.Watch(g.endWithMeeting(host.Room.State()))
	go func() { g.done <- g.server.Serve(at) }()
	return g, nil
}

// endWithMeeting ends every invite when a meeting ends: whoever was let in stays, and nobody comes in with an old line.
func (g *gate) endWithMeeting(now *room.State) func(*room.State) {
	_, was := now.Meeting.Running()
	return func(s *room.State) {
		_, runs := s.Meeting.Running()
		if was && !runs {
			g.invites.RevokeAll()
		}
		was = runs
	}
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

// doors are the ways into the room of a running program: the socket of this machine, and the network once it is shared.
type doors struct {
	path string // of the workspace; empty where it is no file
	log  io.Writer

	mu     sync.Mutex
	local  *sshd.Server
	socket net.Listener
	far    *gate
	made   map[app.Asked]sshd.Invite
}

// open lets in second windows of this machine. That it cannot is no reason not to start.
func (d *doors) open(host *app.Host) {
	if d.path == "" {
		return
	}
	key, err := sshd.OwnKey()
	if err != nil {
		return
	}
	d.local, err = sshd.New(sshd.Options{Key: key, Invites: sshd.NewInvites(time.Now), Handle: host.Handle})
	if err != nil {
		return
	}
	if d.socket, err = listenSocket(socketPath(d.path)); err != nil {
		d.local = nil
		return
	}
	go func() { _ = d.local.Serve(d.socket) }()
}

// share lets in people elsewhere, and says how.
func (d *doors) share(host *app.Host, a app.Asked) (app.Invitation, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.far == nil {
		host.Lobby = true
		at, err := openPort(usualListen)
		if taken := (*portError)(nil); errors.As(err, &taken) {
			at, err = openPort(":0")
		}
		if err != nil {
			return app.Invitation{}, err
		}
		if d.far, err = openGate(host, hostKeyFile(), at, d.log); err != nil {
			return app.Invitation{}, err
		}
	}
	anew := a.Anew
	a.Anew = false
	i, ok := d.far.invites.Find(d.made[a].Words)
	if anew {
		d.far.invites.Revoke(i.Words)
	}
	if !ok || anew {
		i = d.far.invites.Make(a.Role, a.Partner, sshd.MaxInvite)
		d.keep(a, i)
	}
	return app.Invitation{Lines: d.far.lines(i), Link: d.far.link(i), Fingerprint: d.far.key.Fingerprint(), Until: i.Until}, nil
}

// keep remembers an invite, to show it again.
func (d *doors) keep(a app.Asked, i sshd.Invite) {
	if d.made == nil {
		d.made = map[app.Asked]sshd.Invite{}
	}
	d.made[a] = i
}

// close asks everybody from elsewhere to leave, and lets nobody in any more.
func (d *doors) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all sync.WaitGroup
	if d.far != nil {
		all.Go(d.far.close)
	}
	if d.local != nil {
		_ = os.Remove(socketPath(d.path))
		all.Go(func() { d.local.Close(farewell) })
	}
	all.Wait()
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
