package sshd

import (
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	_ "embed"
	"maps"
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
	Made    time.Time
	Until   time.Time
	Port    int // where it was told that the room is, 0 while it was told nowhere
}

// Invites are a room's invites. Its methods may be called from any goroutine.
type Invites struct {
	now  func() time.Time
	keep *shelf // nil: they are in memory only

	mu   sync.Mutex
	port int
	open map[[sha256.Size]byte]Invite
}

// NewInvites returns an empty list by that clock, which is in memory only.
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
	now := v.now()
	i := Invite{Words: draw(), Role: role, Partner: partner, Made: now, Until: now.Add(d), Port: v.port}
	v.open[hash(i.Words)] = i
	_ = v.keep.put(i) // where the disk is full it does not outlive the process, that is all
	return i
}

// At says at which port the room is, for the invites that there are and those to come.
func (v *Invites) At(port int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.port = port
	for k, i := range v.open {
		if i.Port != port {
			i.Port = port
			v.open[k] = i
			_ = v.keep.put(i)
		}
	}
}

// For is the newest invite that holds and makes people that.
func (v *Invites) For(role ledger.Role, partner string) (Invite, bool) {
	all := slices.DeleteFunc(v.List(), func(i Invite) bool { return i.Role != role || i.Partner != partner })
	if len(all) == 0 {
		return Invite{}, false
	}
	return slices.MaxFunc(all, func(a, b Invite) int { return cmp.Or(a.Made.Compare(b.Made), a.Until.Compare(b.Until)) }), true
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

// RevokeAll ends every invite. Where that cannot be written down it ends with the process all the same.
func (v *Invites) RevokeAll() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	all := slices.Collect(maps.Values(v.open))
	clear(v.open)
	return v.keep.drop(all...)
}

// Revoke ends an invite: it lets nobody in any more.
func (v *Invites) Revoke(words string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	i, ok := v.open[hash(plain(words))]
	if !ok {
		return nil
	}
	delete(v.open, hash(i.Words))
	return v.keep.drop(i)
}

// List are the invites that hold, the one that ends first before the others.
func (v *Invites) List() []Invite {
	v.mu.Lock()
	defer v.mu.Unlock()
	var out []Invite
	for k, i := range v.open {
		if !v.now().Before(i.Until) {
			delete(v.open, k)
			_ = v.keep.drop(i) // else it is dropped when the room is opened
			continue
		}
		out = append(out, i)
	}
	slices.SortFunc(out, func(a, b Invite) int { return cmp.Or(a.Until.Compare(b.Until), strings.Compare(a.Words, b.Words)) })
	return out
}
