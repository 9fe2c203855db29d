package touchpoint

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"convene/internal/ledger"
	"convene/internal/text"
)

// Contribute adds one short contribution to an open question.
//
// Where signatures are off, the terminal makes a random token of at least 16 bytes, sends TokenHash of it as
// WithdrawHash, and keeps the token in memory only: whoever shows it may take the contribution back. The ID must then be
// random too (a UUID of version 4, not 7: that one tells the time), and the room stamps the entry with Stamp, so that
// neither who nor when is kept. Such an entry belongs to nobody: no undo of one's own changes finds it.
type Contribute struct {
	ID string `json:"id"`
	Round
	Text         string `json:"text"`
	SaidBy       string `json:"said_by,omitempty"`       // of rapid entry: who said it aloud, a role or a group
	WithdrawHash string `json:"withdraw_hash,omitempty"` // of an unsigned contribution: TokenHash of the author's token
}

// Unsigned says that the entry must not tell who made it or when: the room stamps it with Stamp.
func (op Contribute) Unsigned() bool { return op.WithdrawHash != "" }

// Check implements ledger.Op. A guest may contribute for its own partner.
func (op Contribute) Check(s State, e ledger.Entry) error {
	if err := mayContribute(e.By, op.Round); err != nil {
		return err
	}
	a, err := s.asking(op.Round)
	switch {
	case err != nil:
		return err
	case !a.Open:
		return ledger.Refuse("This question has just been closed. Your words are kept until you leave the field: ask the facilitator to reopen it.")
	case s.taken(op.ID):
		return ledger.Refuse("That contribution is there already. Nothing was changed.")
	case a.Unsigned && op.WithdrawHash == "":
		return ledger.Refuse("Signatures have just been turned off. Your words are kept until you leave the field: send them once more, unsigned.")
	case !a.Unsigned && op.WithdrawHash != "":
		return ledger.Refuse("Signatures have just been turned on. Your words are kept until you leave the field: send them once more, with your name.")
	}
	if op.Unsigned() {
		if err := op.checkUnsigned(s, e); err != nil {
			return err
		}
	}
	return checkWords(op.Text, op.SaidBy)
}

func (op Contribute) checkUnsigned(s State, e ledger.Entry) error {
	switch {
	case op.SaidBy != "":
		return ledger.Refuse("Contributions to this question are unsigned, so nobody is named. Your words are kept until you leave the field: leave out who said it.")
	case !validHash(op.WithdrawHash) || timed(op.ID) || !stamped(s, e, op.Round):
		return ledger.Refuse("convene could not leave your name off, so nothing was sent. Your words are kept until you leave the field: please report this.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Contribute) Apply(s State, e ledger.Entry) State {
	if !s.Askings.Has(op.key()) {
		return s
	}
	c := Contribution{ID: op.ID, Round: op.Round, Text: op.Text, SaidBy: op.SaidBy, Entry: e.Seq, At: e.At, WithdrawHash: op.WithdrawHash}
	if !op.Unsigned() {
		c.Person, c.By, c.Role = e.By.Person, e.By.Name, e.By.Role
	}
	s.Contributions = s.Contributions.Put(e.Seq, c)
	return s
}

// Edit corrects a contribution: the author's own, or anybody's by a facilitator. Fields: text, said_by. An unsigned one
// has no author to correct it: it is taken back and written anew.
type Edit struct {
	ID    string       `json:"id"`
	Patch ledger.Patch `json:"patch"`
}

// Check implements ledger.Op. Where somebody else has changed the same field, the error is a *ledger.MeetError.
func (op Edit) Check(s State, e ledger.Entry) error {
	c, err := s.contribution(op.ID)
	if err != nil {
		return err
	}
	err = e.By.MayLead("Correcting what others wrote")
	if c.owned(e.By) {
		err = mayContribute(e.By, c.Round)
	}
	if err != nil {
		return err
	}
	if err := checkPatch(c, op.Patch, "text", "said_by"); err != nil {
		return err
	}
	next, _ := ledger.Apply(c, op.Patch)
	if c.Unsigned() && next.SaidBy != "" {
		return ledger.Refuse("This contribution is unsigned, so nobody is named. Nothing was changed.")
	}
	return checkWords(next.Text, next.SaidBy)
}

// Known implements ledger.Knower.
func (op Edit) Known() error { return ledger.Fits[Contribution](op.Patch) }

// Apply implements ledger.Op.
func (op Edit) Apply(s State, e ledger.Entry) State {
	if c, ok := s.Contributions.Get(op.ID); ok {
		if next, err := ledger.Apply(c, op.Patch); err == nil && next.ID == c.ID {
			s.Contributions = s.Contributions.Put(e.Seq, next)
		}
	}
	return s
}

// Withdraw takes a contribution back: one's own by whoever may contribute, anybody's by a facilitator, and an unsigned one by
// its token, in an entry that is as unsigned as the contribution was. What was counted on it goes with it.
type Withdraw struct {
	ID    string `json:"id"`
	Token string `json:"token,omitempty"` // of an unsigned contribution, from the terminal that wrote it
}

// Unsigned says that the entry must not tell who made it or when: the room stamps it with Stamp.
func (op Withdraw) Unsigned() bool { return op.Token != "" }

// Check implements ledger.Op.
func (op Withdraw) Check(s State, e ledger.Entry) error {
	c, err := s.contribution(op.ID)
	if err != nil {
		return err
	}
	switch {
	case op.Unsigned() && TokenHash(op.Token) != c.WithdrawHash:
		return ledger.Refuse("That contribution was not written on this terminal. Nothing was changed: ask a facilitator to take it back.")
	case op.Unsigned() && !stamped(s, e, c.Round):
		return ledger.Refuse("convene could not leave your name off. Nothing was changed: please report this.")
	case e.By.Role == ledger.Facilitator:
		return nil
	case op.Unsigned() || c.owned(e.By): // a token says whose it is, not what they may
		return mayContribute(e.By, c.Round)
	case c.Unsigned():
		return ledger.Refuse("That contribution is unsigned: the terminal that wrote it can take it back, or a facilitator. Nothing was changed.")
	}
	return ledger.Refuse("Others' contributions are taken back by them or by a facilitator. Nothing was changed.")
}

// Apply implements ledger.Op.
func (op Withdraw) Apply(s State, e ledger.Entry) State {
	s.Contributions = s.Contributions.Delete(e.Seq, op.ID)
	s.Counts = s.Counts.Delete(e.Seq, op.ID)
	return s
}

// Mark puts a contribution on the agenda of the joint meeting, or takes it off.
type Mark struct {
	ID     string `json:"id"`
	Marked bool   `json:"marked"`
}

// Check implements ledger.Op.
func (op Mark) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Marking for the meeting"); err != nil {
		return err
	}
	c, err := s.contribution(op.ID)
	switch {
	case err != nil:
		return err
	case c.Marked == op.Marked && op.Marked:
		return ledger.Refuse("This is marked for the meeting already. Nothing was changed.")
	case c.Marked == op.Marked:
		return ledger.Refuse("This is not marked for the meeting. Nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Mark) Apply(s State, e ledger.Entry) State {
	if c, ok := s.Contributions.Get(op.ID); ok {
		c.Marked = op.Marked
		s.Contributions = s.Contributions.Put(e.Seq, c)
	}
	return s
}

// TokenHash is what is kept of the token that withdraws an unsigned contribution.
func TokenHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

func validHash(h string) bool {
	b, err := hex.DecodeString(h)
	return err == nil && len(b) == sha256.Size && h == strings.ToLower(h)
}

// timed says that an ID is a UUID that tells when it was made.
func timed(id string) bool {
	return len(id) == 36 && id[8] == '-' && id[13] == '-' && strings.ContainsRune("167", rune(id[14]))
}

// owned says that the contribution is by's own.
func (c Contribution) owned(by ledger.Actor) bool { return c.Person != "" && c.Person == by.Person }

func (s State) contribution(id string) (Contribution, error) {
	c, ok := s.Contributions.Get(id)
	if !ok {
		return c, ledger.Refuse("That contribution is gone: somebody took it back. Nothing was changed.")
	}
	return c, nil
}

// taken says that an ID cannot be given to another contribution or group.
func (s State) taken(id string) bool {
	return id == "" || len(id) > idMax || strings.Contains(id, "/") || s.Contributions.Has(id) || s.Groups.Has(id)
}

func mayContribute(by ledger.Actor, r Round) error {
	if by.Role != ledger.Guest {
		return by.MayTakePart("Contributing")
	}
	if by.Partner == "" || by.Partner != string(r.Partner) {
		return ledger.Refuse("You are a guest at another partner's step. Nothing was changed.")
	}
	return nil
}

func checkWords(words, saidBy string) error {
	if words == "" || words != text.Line(words, TextMax) {
		return ledger.Refuse("A contribution is one line of at most %d characters. Your words are kept until you leave the field: shorten them.", TextMax)
	}
	if saidBy != text.Line(saidBy, text.NameMax) {
		return ledger.Refuse("Who said it is one line of at most %d characters. Your words are kept until you leave the field: shorten them.", text.NameMax)
	}
	return nil
}
