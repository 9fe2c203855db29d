package text_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"convene/internal/text"
)

// TestMistake: a log says what went wrong, and nothing that somebody wrote.
func TestMistake(t *testing.T) {
	t.Parallel()
	caught := func(f func()) (said string) {
		defer func() { said = text.Mistake(recover()) }()
		f()
		return ""
	}
	secret := "A student's name"
	for _, f := range []func(){
		func() { panic(secret) },
		func() { panic(errors.New(secret)) },
		func() { panic(fmt.Errorf("%s: %w", secret, errors.New(secret))) },
		func() { panic([]string{secret}) },
		func() { panic(fmt.Errorf("%s: %w", secret, caughtError())) },
	} {
		if said := caught(f); said == "" || strings.Contains(said, secret) {
			t.Errorf("a log would hold %q", said)
		}
	}
	if said := caught(func() { _ = []int{}[len(secret)] }); said != "runtime error: index out of range [16] with length 0" {
		t.Errorf("of a mistake of the language's own it would hold %q", said)
	}
}

func caughtError() (err error) {
	defer func() { err, _ = recover().(error) }()
	_ = map[any]int{[]int{}: 1}
	return nil
}
