//go:build unix && !solaris && !aix

package boltlog

import (
	"os"
	"syscall"
)

// mapFile shows the file as memory, which must not be used after unmap. It returns nil where that cannot be done. The
// memory faults where the disk fails: use it under guard.
func mapFile(f *os.File, size int64) (mem []byte, unmap func()) {
	if size <= 0 || int64(int(size)) != size {
		return nil, func() {}
	}
	mem, err := syscall.Mmap(int(f.Fd()), 0, int(size), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil, func() {}
	}
	return mem, func() { _ = syscall.Munmap(mem) }
}
