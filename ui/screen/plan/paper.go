package plan

import (
	"convene/ui/desk"
	"convene/ui/kit"
)

// paper is a sheet of places on a form.
type paper struct{ desk.Paper[ref] }

func newPaper(w, h int) paper { return paper{desk.NewPaper[ref](w, h)} }

// put adds an entry that stands for r.
func (p paper) put(s *kit.Sheet, r ref, e kit.SheetEntry) { p.Put(s, r.String(), r, e) }
