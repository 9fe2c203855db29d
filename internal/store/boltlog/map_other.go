//go:build !unix || solaris || aix

package boltlog

import "os"

// mapFile cannot be done here.
func mapFile(*os.File, int64) (mem []byte, unmap func()) { return nil, func() {} }
