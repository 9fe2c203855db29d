package boltlog

import (
	"encoding/json"
	"os"
	"path/filepath"
	"time"
)

// holderNote is what the file beside a workspace that is in use says, so that others can name who has it.
type holderNote struct {
	PID     int       `json:"pid"`
	Program string    `json:"program"`
	Since   time.Time `json:"since"`
}

func holderPath(path string) string { return path + ".holder" }

// noteHolder writes the note, after the file was locked. It is a courtesy: what fails is not told.
func noteHolder(path string, now time.Time) {
	b, err := json.Marshal(holderNote{os.Getpid(), filepath.Base(os.Args[0]), now.UTC().Truncate(time.Second)})
	if err != nil {
		return
	}
	// A new file each time: whatever is there by that name is never written through.
	_ = os.Remove(holderPath(path))
	f, err := os.OpenFile(holderPath(path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return
	}
	_, _ = f.Write(b)
	_ = f.Close()
}

// dropHolder removes our note, and no other, while the file is still locked.
func dropHolder(path string) {
	if n, ok := readHolder(path); ok && n.PID == os.Getpid() {
		_ = os.Remove(holderPath(path))
	}
}

// whoHolds makes the error that names who has the file.
func whoHolds(path string, f *os.File) error {
	e := &HeldError{Path: path, Program: "another program"}
	locker := lockHolder(f)
	if n, ok := readHolder(path); ok && alive(n.PID) && (locker == 0 || locker == n.PID) {
		e.PID, e.Program, e.Since = n.PID, n.Program, n.Since
		return e
	}
	if locker > 0 {
		e.PID = locker
		if name := processName(locker); name != "" {
			e.Program = name
		}
	}
	return e
}

func readHolder(path string) (holderNote, bool) {
	var n holderNote
	info, err := os.Lstat(holderPath(path))
	if err != nil || !info.Mode().IsRegular() || info.Size() > 4096 {
		return n, false
	}
	b, err := os.ReadFile(holderPath(path))
	if err != nil || json.Unmarshal(b, &n) != nil || n.PID <= 0 || n.Program == "" || len(n.Program) > 100 || !isText([]byte(n.Program)) {
		return holderNote{}, false
	}
	return n, true
}
