package settings

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/BurntSushi/toml"
)

// Save writes one setting into the file, which it makes where there is none; all other lines stay as they are. A file
// that has a mistake is left alone.
func Save(path, name, value string) error {
	k, ok := Find(name)
	if !ok {
		return (&Settings{}).Set(name, value, name)
	}
	b, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("The settings in %q cannot be read (%v). Nothing was changed: give yourself access to that file, or move it away.", path, err)
	}
	s, _, err := parse(path, string(b))
	if err != nil {
		return err
	}
	if err := s.Set(k.Name, value, k.Name); err != nil {
		return err
	}
	doc, err := edited(string(b), k, s)
	if err != nil {
		return err
	}
	if now, _, err := parse(path, doc); err != nil || now != s {
		return fmt.Errorf("The setting %s stands in %q in a way that convene does not write. Nothing was changed: change that line by hand.", k.Name, path)
	}
	if err := replace(path, []byte(doc)); err != nil {
		return fmt.Errorf("The settings in %q could not be written (%v). Nothing was changed: give yourself access to that folder, or make some room.", path, err)
	}
	return nil
}

// edited is the document with one setting as it is in s.
func edited(doc string, k Key, s Settings) (string, error) {
	var value any = s.Get(k.Name)
	if k.Bool {
		value = s.Get(k.Name) == "true"
	}
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(map[string]any{k.Name: value}); err != nil {
		return "", err
	}
	line := strings.TrimRight(b.String(), "\n")
	lines := strings.SplitAfter(doc, "\n")
	if n := lineOf(doc, toml.Key{k.Name}); n > 0 {
		old := lines[n-1]
		body := strings.TrimRight(old, "\r\n")
		lines[n-1] = line + remark(body) + old[len(body):]
		return strings.Join(lines, ""), nil
	}
	if doc != "" && !strings.HasSuffix(doc, "\n") {
		doc += "\n"
	}
	return doc + line + "\n", nil
}

// remark is the remark at the end of a line, with the room before it.
func remark(line string) string {
	for i, r := range line {
		if r != '#' {
			continue
		}
		var any map[string]any
		if _, err := toml.Decode(line[:i], &any); err == nil {
			return line[len(strings.TrimRight(line[:i], " \t")):]
		}
	}
	return ""
}

// replace puts a whole file in place, for this account alone where it is new.
func replace(path string, b []byte) error {
	mode := fs.FileMode(0o600)
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
		if info, err := os.Stat(path); err == nil {
			mode = info.Mode().Perm()
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".settings-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // it has gone where all went well
	_, err = f.Write(b)
	if err := errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
