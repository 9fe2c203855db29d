package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// output writes a whole file: to standard output where no file or "-" is named, else so that the file is there whole or
// not at all. What holds contacts is for this account alone.
func (w *world) output(path string, b []byte, private bool) error {
	if path == "" || path == "-" {
		return w.write(b)
	}
	if err := w.spare(path); err != nil {
		return err
	}
	if err := replace(path, b, private); err != nil {
		return sayf("The file %q could not be written (%v). Nothing was changed; choose another folder, or make some room, and try again.", path, err)
	}
	return nil
}

// write writes to standard output.
func (w *world) write(b []byte) error {
	_, err := w.out.Write(b)
	return written(err)
}

// written says in words why standard output could not be written. That nobody reads on is for run to pass over.
func written(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) && !errors.Is(err, syscall.EPIPE) {
		return sayf("The output could not be written (%w). Nothing was changed; make some room, or write it elsewhere.", path.Err)
	}
	return err
}

// spare refuses to write over a workspace, or what looks like one.
func (w *world) spare(path string) error {
	mine, _ := w.file()
	a, errA := os.Stat(path)
	b, errB := os.Stat(mine)
	if errA == nil && errB == nil && os.SameFile(a, b) || strings.HasSuffix(path, ".convene") {
		return sayf("%q is the name of a workspace. Nothing was written; choose another name for the export.", path)
	}
	if errA == nil && a.IsDir() {
		return sayf("%q is a folder. Nothing was written; name a file in it.", path)
	}
	return nil
}

// replace puts a whole file in place of what is there. What is no ordinary file, as a terminal, is written to.
func replace(path string, b []byte, private bool) (err error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		_, err = f.Write(b)
		return errors.Join(err, f.Close())
	}
	mode := fs.FileMode(0o666) // less what the account's umask takes away
	if private {
		mode = 0o600
	}
	temp := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, fs.ErrExist) { // of an export that was cut off
		if err := os.Remove(temp); err != nil {
			return err
		}
		f, err = os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	return nil
}
