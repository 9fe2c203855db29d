package screen

import (
	"fmt"

	"convene/internal/ledger"
	"convene/ui/kit"
)

// Finished is how many have finished what everybody decides in private: all that anybody may know of it before it is shown.
type Finished struct {
	N  int
	Of int // people in the room who may
}

// String says it as a sentence goes on: "5 of 8 have finished". Where more decide than are here, one terminal serves several.
func (f Finished) String() string {
	if f.Of < 2 || f.N > f.Of {
		return kit.Count(f.N, "has finished", "have finished")
	}
	return fmt.Sprintf("%d of %d have finished", f.N, f.Of)
}

// Finished counts what is sealed and finished, and the people in the room with a role that may decide.
func (e *Env) Finished(kind string, is func(data []byte) bool, roles ...ledger.Role) Finished {
	n, err := e.Session.CountSealed(e.Context(), kind, is)
	if err != nil {
		return Finished{}
	}
	return Finished{n, e.Session.Room().Here().Count(roles...)}
}
