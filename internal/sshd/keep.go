package sshd

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"convene/internal/ledger"
)

// inviteKind is the drawer's kind of the invites that hold.
const inviteKind = "invite"

// shelf keeps invites where they outlive the process. A nil one keeps nothing.
type shelf struct {
	drawer ledger.Drawer
	forget func(words string) error // who came with it
}

// keptInvite is an invite in the drawer, under its words.
type keptInvite struct {
	Role    ledger.Role `json:"role"`
	Partner string      `json:"partner,omitempty"`
	Made    time.Time   `json:"made"`
	Until   time.Time   `json:"until"`
	Port    int         `json:"port,omitempty"`
}

// OpenInvites returns the invites that the drawer keeps and that hold still by that clock, and keeps those to come there.
// forget is told of each that ends, before it is dropped.
func OpenInvites(ctx context.Context, now func() time.Time, drawer ledger.Drawer, forget func(words string) error) (*Invites, error) {
	v := NewInvites(now)
	v.keep = &shelf{drawer, forget}
	all, err := drawer.All(ctx, inviteKind)
	if err != nil {
		return nil, err
	}
	for words, data := range all {
		var k keptInvite
		i := Invite{Words: words}
		if json.Unmarshal(data, &k) == nil {
			i = Invite{words, k.Role, k.Partner, k.Made, k.Until, k.Port}
		}
		if at := now(); !at.Before(i.Until) || i.Until.Sub(at) > MaxInvite { // the clock was put back, or it is none of ours
			if err := v.keep.drop(i); err != nil {
				return nil, err
			}
			continue
		}
		v.open[hash(words)] = i
	}
	return v, nil
}

func (s *shelf) put(i Invite) error {
	if s == nil {
		return nil
	}
	data, err := json.Marshal(keptInvite{i.Role, i.Partner, i.Made, i.Until, i.Port})
	if err != nil {
		return err
	}
	return s.drawer.Put(context.Background(), inviteKind, i.Words, data)
}

// drop drops ended invites. Who came with them is forgotten first, so that nobody's name is left without its invite.
func (s *shelf) drop(all ...Invite) error {
	if s == nil {
		return nil
	}
	var errs []error
	for _, i := range all {
		errs = append(errs, s.forget(i.Words), s.drawer.Put(context.Background(), inviteKind, i.Words, nil))
	}
	return errors.Join(errs...)
}
