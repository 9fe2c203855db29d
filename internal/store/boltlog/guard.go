package boltlog

import (
	"fmt"
	"runtime/debug"
)

// panicked is what became of a panic or a memory fault inside bbolt.
type panicked struct{ what any }

func (p panicked) Error() string { return fmt.Sprintf("its pages cannot be read (%v)", p.what) }

// guard calls fn so that damaged pages, also ones that the disk refuses to give, become an error.
func guard(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = panicked{r}
		}
	}()
	return fn()
}
