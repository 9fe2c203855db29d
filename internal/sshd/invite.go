package sshd

import (
	"crypto/rand"
	"crypto/sha256"
	_ "embed"
	"math/big"
	"slices"
	"strings"
	"sync"
	"time"

	"convene/internal/ledger"
)

// words are what invites are made of: more than 1,024, so that four of them are more than 40 bits.
//
//go:embed words.txt
var words string

// MaxInvite is how long an invite holds at most.
const MaxInvite = 12 * time.Hour

// inviteWords is how many words an invite has, and maxInviteName how long what somebody types in its place may be.
const (
	inviteWords   = 4
	maxInviteName = 64
)

// Invite lets people in who type its words.
type Invite struct {
	Words   string      // maple-river-otter-lamp
	Role    ledger.Role // what people who come with it are
	Partner string      // of guests: the partner whose joint steps they see
	Until   time.Time
}

// Invites are a room's invites. Its methods may be called from any goroutine.
type Invites struct {
	now func() time.Time

	mu   sync.Mutex
	open map[[sha256.Size]byte]Invite
}

// NewInvites returns an empty list by that clock.
func NewInvites(now func() time.Time) *Invites {
	return &Invites{now: now, open: map[[sha256.Size]byte]Invite{}}
}

// Make makes an invite that holds for d, at most MaxInvite.
func (v *Invites) Make(role ledger.Role, partner string, d time.Duration) Invite {
	if d <= 0 || d > MaxInvite {
		d = MaxInvite
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	i := Invite{Words: draw(), Role: role, Partner: partner, Until: v.now().Add(d)}
	v.open[hash(i.Words)] = i
	return i
}

// draw draws words that nobody can foresee.
func draw() string {
	list := strings.Fields(words)
	out := make([]string, inviteWords)
	for i := range out {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(list))))
		if err != nil {
			panic(err) // crypto/rand does not fail
		}
		out[i] = list[n.Int64()]
	}
	return strings.Join(out, "-")
}

// hash is what invites are found by, so that the time it takes says nothing about how near a guess is.
func hash(words string) [sha256.Size]byte { return sha256.Sum256([]byte(words)) }

// Find returns the invite with these words, however they are written, while it holds.
func (v *Invites) Find(typed string) (Invite, bool) {
	if len(typed) > maxInviteName {
		return Invite{}, false
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	i, ok := v.open[hash(plain(typed))]
	return i, ok && v.now().Before(i.Until)
}

// plain is the words of an invite, however they are written.
func plain(typed string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(typed), func(r rune) bool { return strings.ContainsRune("-._ ", r) }), "-")
}

// RevokeAll ends every invite.
func (v *Invites) RevokeAll() {
	v.mu.Lock()
	defer v.mu.Unlock()
	clear(v.open)
}

// Revoke ends an invite: it lets nobody in any more.
func (v *Invites) Revoke(words string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.open, hash(plain(words)))
}

// List are the invites that hold, the one that ends first before the others.
func (v *Invites) List() []Invite {
	v.mu.Lock()
	defer v.mu.Unlock()
	var out []Invite
	for k, i := range v.open {
		if !v.now().Before(i.Until) {
			delete(v.open, k)
			continue
		}
		out = append(out, i)
	}
	slices.SortFunc(out, func(a, b Invite) int {
		if c := a.Until.Compare(b.Until); c != 0 {
			return c
		}
		return strings.Compare(a.Words, b.Words)
	})
	return out
}
