//go:build !linux

package boltlog

import "os"

// lockHolder is not known here.
func lockHolder(*os.File) int { return 0 }

func processName(int) string { return "" }
