//go:build !unix

package app_test

import "time"

func cpu() (time.Duration, bool) { return 0, false }
