//go:build linux

package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"github.com/hinshun/vt10x"
	gossh "golang.org/x/crypto/ssh"
)

// size is a terminal's, in cells.
type size struct{ w, h int }

// dial is how a terminal comes in: the same client for both sides.
type dial struct {
	addr, user string
	auth       gossh.AuthMethod
	command    string // empty: a shell
	term       string
	size       size
}

// client is a terminal elsewhere. While it is measured it only keeps what comes, and when; an emulator works out
// afterwards what it showed.
type client struct {
	conn *gossh.Client
	in   io.Writer
	vt   vt10x.Terminal
	stir chan struct{} // of the whole crowd: holds one when something came to one

	mu   sync.Mutex
	raw  []byte
	came []piece
	err  error
}

// piece is what one read brought: up to end of the raw bytes.
type piece struct {
	at  time.Time
	end int
}

func connect(ctx context.Context, d dial, stir chan struct{}) (_ *client, err error) {
	config := &gossh.ClientConfig{User: d.user, Auth: []gossh.AuthMethod{d.auth}, Timeout: joinTime,
		HostKeyCallback: gossh.InsecureIgnoreHostKey()} // we made the server ourselves, on this machine
	tcp, err := (&net.Dialer{}).DialContext(ctx, "tcp", d.addr)
	if err != nil {
		return nil, err
	}
	conn, chans, reqs, err := gossh.NewClientConn(tcp, d.addr, config)
	if err != nil {
		return nil, err
	}
	c := &client{conn: gossh.NewClient(conn, chans, reqs), vt: vt10x.New(vt10x.WithSize(d.size.w, d.size.h)), stir: stir}
	defer func() {
		if err != nil {
			_ = c.conn.Close()
		}
	}()
	s, err := c.conn.NewSession()
	if err != nil {
		return nil, err
	}
	if c.in, err = s.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := s.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.RequestPty(d.term, d.size.h, d.size.w, nil); err != nil {
		return nil, err
	}
	if d.command == "" {
		err = s.Shell()
	} else {
		err = s.Start(d.command)
	}
	if err != nil {
		return nil, err
	}
	go c.read(out)
	return c, nil
}

func (c *client) read(out io.Reader) {
	b := make([]byte, 16<<10)
	for {
		n, err := out.Read(b)
		now := time.Now()
		c.mu.Lock()
		c.raw = append(c.raw, b[:n]...)
		c.came = append(c.came, piece{now, len(c.raw)})
		c.err = err
		c.mu.Unlock()
		select {
		case c.stir <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

func (c *client) keys(s string) error {
	_, err := io.WriteString(c.in, s)
	return err
}

// got is how many bytes have come that nobody has looked at.
func (c *client) got() (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.raw), c.err
}

// shown is how one update came to one terminal.
type shown struct {
	bytes   int
	changed bool      // it shows another text than before
	text    time.Time // when it had all that it needs to show the text which it showed in the end
	last    time.Time // when the last byte came
}

// catchUp gives the emulator what has come, and says what that did.
func (c *client) catchUp() shown {
	c.mu.Lock()
	raw, came := c.raw, c.came
	c.raw, c.came = nil, nil
	c.mu.Unlock()
	s, before, from := shown{bytes: len(raw)}, c.vt.String(), 0
	texts := make([]string, len(came))
	for i, p := range came {
		_, _ = c.vt.Write(raw[from:p.end])
		from, texts[i], s.last = p.end, c.vt.String(), p.at
	}
	if len(came) == 0 {
		return s
	}
	end := texts[len(texts)-1]
	s.changed = end != before
	for i := len(texts) - 1; i >= 0 && texts[i] == end; i-- {
		s.text = came[i].at
	}
	return s
}

// screen is what the terminal shows.
func (c *client) screen() string {
	c.catchUp()
	return c.vt.String()
}

// wait waits for something to come to anybody, at most d, and says whether it did.
func wait(ctx context.Context, stir chan struct{}, d time.Duration) (bool, error) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false, ctx.Err()
	case <-stir:
		return true, nil
	case <-t.C:
		return false, nil
	}
}

// until waits until the terminal shows what is looked for.
func (c *client) until(ctx context.Context, what string, ok func(string) bool) error {
	for late := time.Now().Add(joinTime); ; {
		text := c.screen()
		if ok(text) {
			return nil
		}
		if _, err := c.got(); err != nil {
			return fmt.Errorf("a terminal ended (%w) and never showed %s; it showed\n%s", err, what, text)
		}
		if time.Now().After(late) {
			return fmt.Errorf("a terminal never showed %s; it shows\n%s", what, text)
		}
		if _, err := wait(ctx, c.stir, 20*time.Millisecond); err != nil {
			return err
		}
	}
}
