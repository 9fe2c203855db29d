package sshd

import (
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// line is a connection with deadlines of its own: the SSH library clears any that others set. The whole handshake, until
// a terminal is there, has one deadline, however slowly it drips; from then on somebody must be heard from now and then;
// a write may wait only so long.
type line struct {
	net.Conn
	local bool // from this machine, through a socket that only this account may open

	stall, silence time.Duration
	up             atomic.Bool                // the handshake is over
	taken          atomic.Bool                // it has its one session
	last           atomic.Pointer[time.Timer] // ends the handshake
	closing        sync.Once
}

type limits struct{ handshake, stall, silence time.Duration }

func newLine(c net.Conn, l limits) *line {
	_, local := c.(*net.UnixConn)
	n := &line{Conn: c, local: local, stall: l.stall, silence: l.silence}
	n.last.Store(time.AfterFunc(l.handshake, func() { _ = n.Close() }))
	return n
}

// ready says that the handshake is over.
func (n *line) ready() {
	n.up.Store(true)
	n.last.Load().Stop()
}

// SetDeadline and its siblings are the library's: it may set none.
func (n *line) SetDeadline(time.Time) error      { return nil }
func (n *line) SetReadDeadline(time.Time) error  { return nil }
func (n *line) SetWriteDeadline(time.Time) error { return nil }

func (n *line) Read(b []byte) (int, error) {
	if n.up.Load() {
		_ = n.Conn.SetReadDeadline(time.Now().Add(n.silence))
	}
	return n.Conn.Read(b)
}

func (n *line) Write(b []byte) (int, error) {
	_ = n.Conn.SetWriteDeadline(time.Now().Add(n.stall))
	return n.Conn.Write(b)
}

// Close ends the connection, and lets no write wait any longer.
func (n *line) Close() (err error) {
	n.closing.Do(func() {
		if t := n.last.Load(); t != nil {
			t.Stop()
		}
		err = n.Conn.Close()
	})
	return err
}

// address is what guesses are counted by: a host, or the network that a host can choose addresses from.
func address(a net.Addr) string {
	host, _, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	ip := net.ParseIP(host)
	if ip != nil && ip.To4() == nil {
		return ip.Mask(net.CIDRMask(64, 128)).String()
	}
	return host
}
