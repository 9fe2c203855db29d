package boltlog

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// lockHolder asks the kernel which process holds the lock on the file, 0 where it does not say.
func lockHolder(f *os.File) int {
	info, err := f.Stat()
	if err != nil {
		return 0
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0
	}
	dev := uint64(st.Dev)
	want := fmt.Sprintf("%02x:%02x:%d", unix.Major(dev), unix.Minor(dev), st.Ino)
	b, err := os.ReadFile("/proc/locks")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(b)) {
		// 1: FLOCK  ADVISORY  WRITE 1234 fe:00:5678 0 EOF
		at := strings.Fields(line)
		if len(at) < 6 || at[1] != "FLOCK" || at[5] != want {
			continue
		}
		if pid, err := strconv.Atoi(at[4]); err == nil && pid > 0 {
			return pid
		}
	}
	return 0
}

// processName is what the process calls itself, "" where it is not known.
func processName(pid int) string {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	name := strings.TrimSpace(string(b))
	if err != nil || !isText([]byte(name)) {
		return ""
	}
	return name
}
