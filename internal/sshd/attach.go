package sshd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// Window is a terminal of this machine that is to be a second window of a room that another process holds.
type Window struct {
	Ask     string   // what it asks for, "stage" or "join"
	Env     []string // TERM, and what says which colours there are
	In      io.Reader
	Out     io.Writer
	Size    func() Size
	Resized <-chan struct{} // receives when the size may have changed
}

// goodbye is how long the other end has to give a window back that was asked to end.
const goodbye = 2 * time.Second

// closedStatus is what a window is told that ends because its room does.
const closedStatus = 75

// ErrClosed is returned by Attach where the room was closed, and the window was told so and given back.
var ErrClosed = errors.New("The room was closed. Everything you did is kept.")

// Attach shows the room at the other end of conn in a window, until either end closes it. Whatever other error than ErrClosed
// it returns, the other end may not have given the terminal back. It speaks the same SSH as everybody else: the socket belongs to this account alone, which is why the host key need not be known.
func Attach(ctx context.Context, conn net.Conn, w Window) error {
	c, chans, reqs, err := gossh.NewClientConn(conn, "", &gossh.ClientConfig{User: w.Ask,
		HostKeyCallback: func(string, net.Addr, gossh.PublicKey) error { return nil }})
	if err != nil {
		return fmt.Errorf("The room on this machine did not answer (%w). Nothing was changed; try again", err)
	}
	client := gossh.NewClient(c, chans, reqs)
	defer func() { _ = client.Close() }()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(goodbye, func() { _ = client.Close() }) })()
	s, err := client.NewSession()
	if err != nil {
		return err
	}
	term := "xterm"
	for _, e := range w.Env {
		if name, value, _ := strings.Cut(e, "="); name == "TERM" {
			term = value
		} else {
			_ = s.Setenv(name, value)
		}
	}
	size := w.Size()
	if err := s.RequestPty(term, size.H, size.W, gossh.TerminalModes{}); err != nil {
		return err
	}
	s.Stdout = w.Out
	in, err := s.StdinPipe()
	if err != nil {
		return err
	}
	if err := s.Shell(); err != nil {
		return err
	}
	keys, typed := io.Pipe() // one goroutine alone may write to the line and end it
	defer func() { _ = keys.Close() }()
	go func() { _, _ = io.Copy(in, keys); _ = in.Close() }()
	go func() { _, _ = io.Copy(typed, w.In); _ = typed.Close() }()
	defer context.AfterFunc(ctx, func() { _ = typed.Close() })() // the other end leaves the room, and gives the terminal back
	ended := make(chan struct{})
	defer close(ended)
	go w.resize(s, ended)
	var exit *gossh.ExitError
	var missing *gossh.ExitMissingError
	switch err := s.Wait(); {
	case errors.As(err, &exit) && exit.ExitStatus() == closedStatus:
		return ErrClosed
	case err == nil, errors.As(err, &exit):
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &missing):
		return errors.New("The room was closed, or the other window ended. Everything you did is kept; start convene again.")
	default:
		return err
	}
}

// resize tells the other end of new sizes.
func (w Window) resize(s *gossh.Session, ended <-chan struct{}) {
	for {
		select {
		case <-ended:
			return
		case <-w.Resized:
			size := w.Size()
			_ = s.WindowChange(size.H, size.W)
		}
	}
}
