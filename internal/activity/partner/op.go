package partner

import (
	"net/mail"
	"slices"
	"strings"
	"time"

	"convene/internal/ledger"
	"convene/internal/text"
)

// Add lists a new partner by its name.
type Add struct {
	Partner ID     `json:"partner"`
	Name    string `json:"name"`
	Origin  Origin `json:"origin,omitempty"`
}

// Check implements ledger.Op.
func (op Add) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Listing partners"); err != nil {
		return err
	}
	if op.Partner == "" || s.Partners.Has(string(op.Partner)) {
		return ledger.Refuse("That record is there already. Nothing was changed.")
	}
	return checkName(op.Name)
}

// Apply implements ledger.Op.
func (op Add) Apply(s State, e ledger.Entry) State {
	s.Partners = s.Partners.Put(e.Seq, Partner{Public: Public{ID: op.Partner, Name: op.Name, Origin: op.Origin}})
	return s
}

// Edit changes fields of one partner's record.
type Edit struct {
	Partner ID           `json:"partner"`
	Patch   ledger.Patch `json:"patch"`
}

// Check implements ledger.Op. Where somebody else has changed the same field, the error is a *ledger.MeetError.
func (op Edit) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Editing a partner's record"); err != nil {
		return err
	}
	p, ok := s.Partners.Get(string(op.Partner))
	if !ok || p.MergedInto != "" {
		return ledger.Refuse("That partner is no longer in the inventory. Your words are kept until you leave the field.")
	}
	for _, fixed := range []string{"id", "archived", "merged_into", "origin"} {
		if _, ok := op.Patch[fixed]; ok {
			return ledger.Refuse("The field %s is not edited by hand. Nothing was changed.", fixed)
		}
	}
	if err := ledger.Check(p, op.Patch); err != nil {
		return err
	}
	next, _ := ledger.Apply(p, op.Patch)
	return Valid(next, e.At)
}

// Known implements ledger.Knower.
func (op Edit) Known() error { return ledger.Fits[Partner](op.Patch) }

// Apply implements ledger.Op.
func (op Edit) Apply(s State, e ledger.Entry) State {
	p, ok := s.Partners.Get(string(op.Partner))
	if !ok {
		return s
	}
	if next, err := ledger.Apply(p, op.Patch); err == nil {
		s.Partners = s.Partners.Put(e.Seq, next)
	}
	return s
}

// Archive takes a partner out of the lists, or brings it back. Nothing is deleted.
type Archive struct {
	Partner  ID   `json:"partner"`
	Archived bool `json:"archived"`
}

// Check implements ledger.Op.
func (op Archive) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Archiving partners"); err != nil {
		return err
	}
	p, ok := s.Partners.Get(string(op.Partner))
	switch {
	case !ok || p.MergedInto != "":
		return ledger.Refuse("That partner is no longer in the inventory. Nothing was changed.")
	case p.Archived == op.Archived && op.Archived:
		return ledger.Refuse("%s is archived already.", p.Name)
	case p.Archived == op.Archived:
		return ledger.Refuse("%s is not archived.", p.Name)
	}
	return nil
}

// Apply implements ledger.Op.
func (op Archive) Apply(s State, e ledger.Entry) State {
	if p, ok := s.Partners.Get(string(op.Partner)); ok {
		p.Archived = op.Archived
		s.Partners = s.Partners.Put(e.Seq, p)
	}
	return s
}

// Import brings partners from a file: new ones, and fields that fill gaps in known ones. It is one change, undone as one.
type Import struct {
	File  string    `json:"file,omitempty"` // the file's name, without its folder
	New   []Partner `json:"new,omitempty"`
	Fills []Edit    `json:"fills,omitempty"`
}

// Check implements ledger.Op.
func (op Import) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Importing partners"); err != nil {
		return err
	}
	if len(op.New)+len(op.Fills) == 0 {
		return ledger.Refuse("There is nothing new in that file. Nothing was changed.")
	}
	seen := map[ID]bool{}
	for _, p := range op.New {
		if p.ID == "" || seen[p.ID] || s.Partners.Has(p.Key()) {
			return ledger.Refuse("%s is in the inventory already. Nothing was imported.", p.Name)
		}
		seen[p.ID] = true
		if p.MergedInto != "" {
			return ledger.Refuse("%s was merged into another partner where that file was made. Nothing was imported.", p.Name)
		}
		if err := Valid(p, e.At); err != nil {
			return ledger.Refuse("%s: %s Nothing was imported.", p.Name, err)
		}
	}
	for _, f := range op.Fills {
		if err := f.Check(s, e); err != nil {
			return err
		}
		s = f.Apply(s, e) // two rows of a file may be about one partner: what they fill must fit together
	}
	return nil
}

// Known implements ledger.Knower.
func (op Import) Known() error {
	for _, f := range op.Fills {
		if err := f.Known(); err != nil {
			return err
		}
	}
	return nil
}

// Apply implements ledger.Op.
func (op Import) Apply(s State, e ledger.Entry) State {
	s.Partners = s.Partners.PutAll(e.Seq, op.New)
	for _, f := range op.Fills {
		s = f.Apply(s, e)
	}
	return s
}

// Share writes down what the team shares with every partner.
type Share struct {
	Patch ledger.Patch `json:"patch"`
}

// Check implements ledger.Op.
func (op Share) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Writing what you share"); err != nil {
		return err
	}
	v, _ := s.Vision.Get(VisionKey)
	if err := ledger.Check(v, op.Patch); err != nil {
		return err
	}
	v, _ = ledger.Apply(v, op.Patch)
	for _, t := range []string{v.Vision, v.Goals, v.Initiatives} {
		if t != text.Block(t, text.BlockMax) {
			return ledger.Refuse("That text is too long or holds signs that cannot be shown. Nothing was changed.")
		}
	}
	return nil
}

// Known implements ledger.Knower.
func (op Share) Known() error { return ledger.Fits[Vision](op.Patch) }

// Apply implements ledger.Op.
func (op Share) Apply(s State, e ledger.Entry) State {
	v, _ := s.Vision.Get(VisionKey)
	if v, err := ledger.Apply(v, op.Patch); err == nil {
		s.Vision = s.Vision.Put(e.Seq, v)
	}
	return s
}

// Give notes that a partner was given the team's vision. An empty day takes the note back.
type Give struct {
	Partner ID     `json:"partner"`
	On      string `json:"on,omitempty"` // a day, 2006-01-02
	By      string `json:"by,omitempty"`
}

// Check implements ledger.Op.
func (op Give) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Noting what was shared"); err != nil {
		return err
	}
	if p, ok := s.Partners.Get(string(op.Partner)); !ok || p.MergedInto != "" {
		return ledger.Refuse("That partner is no longer in the inventory. Nothing was changed.")
	}
	if op.On == "" {
		if !s.Receipts.Has(string(op.Partner)) {
			return ledger.Refuse("Nothing was noted for that partner yet.")
		}
		return nil
	}
	if _, err := time.Parse(time.DateOnly, op.On); err != nil {
		return ledger.Refuse("%q is not a day. Write it like 2027-01-15.", op.On)
	}
	if op.By != text.Line(op.By, text.NameMax) {
		return ledger.Refuse("A name is one line of at most %d characters. Nothing was changed.", text.NameMax)
	}
	return nil
}

// Apply implements ledger.Op.
func (op Give) Apply(s State, e ledger.Entry) State {
	if op.On == "" {
		s.Receipts = s.Receipts.Delete(e.Seq, string(op.Partner))
		return s
	}
	s.Receipts = s.Receipts.Put(e.Seq, Receipt(op))
	return s
}

func checkName(name string) error {
	if name == "" {
		return ledger.Refuse("A partner needs a name. Nothing was changed.")
	}
	if name != text.Line(name, text.NameMax) {
		return ledger.Refuse("A name is one line of at most %d characters. Nothing was changed.", text.NameMax)
	}
	return nil
}

const (
	tagMax  = 40 // characters of one tag
	tagsMax = 20
)

// Valid says, in a sentence, why a record cannot be kept as it is. at is when it is written.
func Valid(p Partner, at time.Time) error {
	if err := checkName(p.Name); err != nil {
		return err
	}
	for _, f := range Fields() {
		if err := f.valid(p); err != nil {
			return err
		}
	}
	for _, k := range p.Kinds {
		if !slices.Contains(Kinds(), k) {
			return ledger.Refuse("%q is no kind of partner that convene knows.", k)
		}
	}
	for _, w := range p.When {
		if !slices.Contains(Whens(), w) {
			return ledger.Refuse("%q is no time that convene knows.", w)
		}
	}
	if p.Since != 0 && (p.Since < 1800 || p.Since > at.Year()+1) {
		return ledger.Refuse("The year should be between 1800 and %d.", at.Year()+1)
	}
	for _, c := range []Contact{p.PartnerContact, p.SchoolContact} {
		if c.Email == "" {
			continue
		}
		if a, err := mail.ParseAddress(c.Email); err != nil || a.Address != c.Email {
			return ledger.Refuse("%q does not look like an email address.", c.Email)
		}
	}
	if len(p.Tags) > tagsMax {
		return ledger.Refuse("A partner takes at most %d tags.", tagsMax)
	}
	for _, t := range p.Tags {
		if t == "" || t != text.Line(t, tagMax) || strings.ContainsAny(t, ",;") {
			return ledger.Refuse("A tag is one short line without a comma.")
		}
	}
	return nil
}
