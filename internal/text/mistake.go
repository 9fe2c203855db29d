package text

import (
	"errors"
	"fmt"
	"runtime"
)

// Mistake says for a log what a panic was. What the language's own runtime says of one names numbers and types; anything else
// may quote what somebody wrote, so only its type is told: the stack says where it was.
func Mistake(v any) string {
	err, _ := v.(error)
	if own := runtime.Error(nil); errors.As(err, &own) {
		return own.Error()
	}
	return fmt.Sprintf("%T", v)
}
