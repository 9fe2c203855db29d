package cli

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"slices"
	"strconv"
	"sync"
	"time"

	"convene/internal/room"
	"convene/internal/sshd"
	"convene/ui/app"
)

// doors are the ways into the room of a running program: the socket of this machine, and the network once it is shared.
type doors struct {
	path    string // of the workspace; empty where it is no file
	log     io.Writer
	invites *sshd.Invites

	mu     sync.Mutex
	local  *sshd.Server
	socket net.Listener
	far    *gate
}

// newDoors takes up the invites of a room that hold still from before. That it cannot is no reason not to start.
func newDoors(path string, r *room.Room, log io.Writer, report func(string, error)) *doors {
	d := &doors{path: path, log: log}
	var err error
	if d.invites, err = keptInvites(r); err != nil {
		report("The lines that people elsewhere were given could not be read: give them new ones", err)
		d.invites = sshd.NewInvites(time.Now)
	}
	if all := d.invites.List(); len(all) > 0 {
		r.ShutOut(all[len(all)-1].Until)
	}
	r.Watch(endWithMeeting(r, d.invites, report))
	return d
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

// keptInvites are the invites of a room, with those that hold still from before the program ended, whose people are known
// again. One that was given out before a meeting which has ended holds no longer, however that end came about.
func keptInvites(r *room.Room) (*sshd.Invites, error) {
	ctx := context.Background()
	v, err := sshd.OpenInvites(ctx, time.Now, r.Store(), func(words string) error { return r.Forget(ctx, words) })
	if err != nil {
		return nil, err
	}
	past := r.State().Meeting.Past()
	for _, i := range v.List() {
		if len(past) > 0 && !past[0].Ended.Before(i.Made.Truncate(time.Millisecond)) { // as precise as the history
			err = v.Revoke(i.Words)
		} else {
			err = r.Expect(ctx, i.Words)
		}
		if err != nil {
			return nil, err
		}
	}
	return v, nil
}

// endWithMeeting ends every invite when a meeting ends: whoever was let in stays, and nobody comes in with an old line.
func endWithMeeting(r *room.Room, v *sshd.Invites, report func(string, error)) func(*room.State) {
	_, was := r.State().Meeting.Running()
	return func(s *room.State) {
		_, runs := s.Meeting.Running()
		if was && !runs {
			if err := v.RevokeAll(); err != nil {
				report("The lines that people elsewhere were given have ended, but could not be taken out of the file", err)
			}
			r.ShutOut(time.Time{})
		}
		was = runs
	}
}

// told is the port that people elsewhere were told, 0 where they were told none.
func (d *doors) told() int {
	for _, i := range d.invites.List() {
		if i.Port > 0 {
			return i.Port
		}
	}
	return 0
}

// share lets in people elsewhere, and says how.
func (d *doors) share(host *app.Host, a app.Asked) (app.Invitation, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.far == nil {
		if err := d.listen(host); err != nil {
			return app.Invitation{}, err
		}
	}
	i, ok := d.invites.For(a.Role, a.Partner)
	if a.Anew {
		if err := d.invites.Revoke(i.Words); err != nil {
			return app.Invitation{}, err
		}
	}
	if !ok || a.Anew {
		i = d.invites.Make(a.Role, a.Partner, sshd.MaxInvite)
	}
	return app.Invitation{Lines: d.far.lines(i), Link: d.far.link(i), Fingerprint: d.far.key.Fingerprint(), Until: i.Until}, nil
}

// listen opens the room to people elsewhere: where they were told that it is, else where rooms usually are, else anywhere.
func (d *doors) listen(host *app.Host) error {
	host.Lobby = true
	tries := []string{usualListen, ":0"}
	if told := d.told(); told > 0 {
		tries = slices.Insert(tries, 0, net.JoinHostPort("", strconv.Itoa(told)))
	}
	var at port
	var err error
	for _, listen := range tries {
		at, err = openPort(listen, 0)
		if taken := (*portError)(nil); !errors.As(err, &taken) {
			break
		}
	}
	if err == nil {
		d.far, err = openGate(host, hostKeyFile(), at, d.invites, d.log)
	}
	return err
}

// left ends the lines of a room that its facilitator has left, unless a meeting runs: that is only interrupted.
func (d *doors) left(r *room.Room) func() {
	return func() {
		if _, runs := r.State().Meeting.Running(); !runs {
			_ = d.invites.RevokeAll() // else they end by themselves
		}
	}
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
