package workspace

import (
	"convene/internal/ledger"
	"convene/internal/text"
)

// Guide is the wording that the team uses in place of the built-in one: one record at most.
type Guide struct {
	Hash  string            `json:"hash"`            // of the words: guide.Pack.Hash
	Words map[string]string `json:"words,omitempty"` // guide.Pack.Wording; empty for the built-in words
}

// GuideKey is the key of the one Guide record.
const GuideKey = "guide"

// guideMax bounds a wording, in bytes of all its texts.
const guideMax = 512 << 10

// Key implements ledger.Record.
func (Guide) Key() string { return GuideKey }

// Label is how messages call the record.
func (Guide) Label() string { return "the guide's wording" }

// UseGuide keeps the wording of a guide pack with the workspace.
type UseGuide struct {
	Hash  string            `json:"hash"`
	Words map[string]string `json:"words,omitempty"`
}

// Check implements ledger.Op.
func (op UseGuide) Check(w Workspace, e ledger.Entry) error {
	if err := e.By.MayLead("Changing the guide's wording"); err != nil {
		return err
	}
	if now, ok := w.Guide.Get(GuideKey); ok && now.Hash == op.Hash {
		return ledger.Refuse("That wording is in use already. Nothing was changed.")
	}
	size := 0
	for k, v := range op.Words {
		size += len(k) + len(v)
		if v != text.Block(v, guideMax) {
			return ledger.Refuse("The words of %q have signs that convene does not show. Nothing was changed: take them out of the guide.", text.Line(k, text.NameMax))
		}
	}
	if op.Hash == "" || size > guideMax {
		return ledger.Refuse("That wording is too large to keep. Nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op UseGuide) Apply(w Workspace, e ledger.Entry) Workspace {
	w.Guide = w.Guide.Put(e.Seq, Guide(op))
	return w
}
