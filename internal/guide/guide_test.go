package guide

import (
	"fmt"
	"testing"
)

func TestX(t *testing.T) {
	p, err := read(packFiles(), &Pack{}, true)
	fmt.Println(err)
	_ = p
}
