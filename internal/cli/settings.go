package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/adrg/xdg"

	"convene/ui/theme"
)

// settings are what a person has chosen once: a flag counts most, then the environment, then the file.
type settings struct {
	Name  string `toml:"name"`
	Theme string `toml:"theme"`
	ASCII bool   `toml:"ascii"`
}

func configFolder() string { return filepath.Join(xdg.ConfigHome, "convene") }

func settingsFile() string { return filepath.Join(configFolder(), "config.toml") }

// settings reads the settings file, the environment and the flags.
func (w *world) settings() (settings, error) {
	s, err := readSettings(settingsFile())
	if err != nil {
		return s, err
	}
	if v := w.getenv("CONVENE_NAME"); v != "" {
		s.Name = v
	}
	if v := w.getenv("CONVENE_ASCII"); v != "" {
		if s.ASCII, err = strconv.ParseBool(v); err != nil {
			return s, usagef("CONVENE_ASCII is %q. Write CONVENE_ASCII=1 or CONVENE_ASCII=0.", v)
		}
	}
	if w.flags.asciiSet {
		s.ASCII = w.flags.ascii
	}
	for _, from := range []struct{ name, value string }{{"CONVENE_THEME", w.getenv("CONVENE_THEME")}, {"--theme", w.flags.theme}} {
		if from.value == "" {
			continue
		}
		if _, ok := theme.Parse(from.value); !ok {
			return s, usagef("There is no theme %q. Write %s=dark, light or contrast.", from.value, from.name)
		}
		s.Theme = from.value
	}
	return s, nil
}

// readSettings reads the settings file; none is no mistake.
func readSettings(path string) (settings, error) {
	var s settings
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, sayf("The settings in %q cannot be read (%v). Nothing was changed: give yourself access to that file, or move it away.", path, err)
	}
	md, err := toml.Decode(string(b), &s)
	var syntax toml.ParseError
	if errors.As(err, &syntax) {
		return s, wrongSetting(path, syntax.Position.Line, syntax.Message)
	}
	if err != nil {
		return s, wrongSetting(path, 0, err.Error())
	}
	if unknown := md.Undecoded(); len(unknown) > 0 {
		return s, wrongSetting(path, lineOf(string(b), unknown[0]), fmt.Sprintf("there is no setting %q; there are name, theme and ascii", unknown[0].String()))
	}
	if _, ok := theme.Parse(s.Theme); !ok && s.Theme != "" {
		return s, wrongSetting(path, lineOf(string(b), toml.Key{"theme"}), fmt.Sprintf("there is no theme %q; there are dark, light and contrast", s.Theme))
	}
	return s, nil
}

func wrongSetting(path string, line int, what string) error {
	at := ""
	if line > 0 {
		at = fmt.Sprintf(", line %d", line)
	}
	return sayf("The settings in %q cannot be used%s: %s. Nothing was changed: correct that line, or move the file away.", path, at, strings.TrimSuffix(what, "."))
}

// lineOf finds where a key is set: the decoder does not tell.
func lineOf(doc string, key toml.Key) int {
	for i, line := range strings.Split(doc, "\n") {
		name, _, _ := strings.Cut(strings.TrimSpace(line), "=")
		name = strings.Trim(strings.TrimSpace(name), `"'[]`)
		if name == key[len(key)-1] || name == key.String() {
			return i + 1
		}
	}
	return 0
}
