// Package settings is what a person has chosen once: from a TOML file, with the environment over it. Flags, which count
// most, are the command line's.
package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

// Settings are the settings in force.
type Settings struct {
	Name          string `toml:"name"`           // of the person, as the history shows it; empty: the account's
	Theme         string `toml:"theme"`          // one of Themes; empty: as the terminal's background is
	ASCII         bool   `toml:"ascii"`          // plain signs only
	ReducedMotion bool   `toml:"reduced_motion"` // nothing moves by itself
	Guide         string `toml:"guide"`          // the folder of a guide pack; empty: the workspace's wording
}

// Key is one setting.
type Key struct {
	Name  string // in the file
	Env   string // the variable that counts more than the file
	About string
	Bool  bool
}

// Keys lists the settings.
func Keys() []Key {
	return []Key{
		{"name", "CONVENE_NAME", "what the history calls you", false},
		{"theme", "CONVENE_THEME", "dark, light or contrast; empty: as your terminal is", false},
		{"ascii", "CONVENE_ASCII", "draw with plain ASCII signs", true},
		{"reduced_motion", "CONVENE_REDUCED_MOTION", "nothing moves by itself", true},
		{"guide", "CONVENE_GUIDE", "the folder of a guide pack; empty: the workspace's own wording", false},
	}
}

// Find finds a setting; reduced-motion is reduced_motion too.
func Find(name string) (Key, bool) {
	name = strings.ReplaceAll(name, "-", "_")
	i := slices.IndexFunc(Keys(), func(k Key) bool { return k.Name == name })
	if i < 0 {
		return Key{}, false
	}
	return Keys()[i], true
}

// Names lists what the settings are called.
func Names() []string {
	var out []string
	for _, k := range Keys() {
		out = append(out, k.Name)
	}
	return out
}

// Themes lists the themes.
func Themes() []string { return []string{"dark", "light", "contrast"} }

// Sources says where each setting comes from, by name: a variable or a flag, InFile or BuiltIn.
type Sources map[string]string

// Where a setting can come from, besides a flag or a variable by name.
const (
	InFile  = "the file"
	BuiltIn = "built in"
)

// ValueError is a value, from elsewhere than the file, that a setting cannot have.
type ValueError struct{ line string }

func (e *ValueError) Error() string { return e.line }

// Get is a setting as text.
func (s Settings) Get(name string) string {
	switch name {
	case "name":
		return s.Name
	case "theme":
		return s.Theme
	case "ascii":
		return strconv.FormatBool(s.ASCII)
	case "reduced_motion":
		return strconv.FormatBool(s.ReducedMotion)
	case "guide":
		return s.Guide
	}
	return ""
}

// Set changes a setting to a value that came from a variable, a flag or a person. The error is a *ValueError.
func (s *Settings) Set(name, value, from string) error {
	k, ok := Find(name)
	if !ok {
		return &ValueError{fmt.Sprintf("There is no setting %q. There are %s.", name, all())}
	}
	on := false
	if k.Bool {
		var err error
		if on, err = strconv.ParseBool(value); err != nil {
			return &ValueError{fmt.Sprintf("%s is %q. Write %s=1 or %s=0.", from, value, from, from)}
		}
	}
	if k.Name == "theme" && value != "" && !slices.Contains(Themes(), value) {
		return &ValueError{fmt.Sprintf("There is no theme %q. Write %s=dark, light or contrast.", value, from)}
	}
	switch k.Name {
	case "name":
		s.Name = value
	case "theme":
		s.Theme = value
	case "ascii":
		s.ASCII = on
	case "reduced_motion":
		s.ReducedMotion = on
	case "guide":
		s.Guide = value
	}
	return nil
}

// all lists the settings for a sentence.
func all() string {
	names := Names()
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// Load reads the settings file and the environment. That there is no file is no mistake.
func Load(path string, getenv func(string) string) (Settings, Sources, error) {
	from := Sources{}
	for _, k := range Keys() {
		from[k.Name] = BuiltIn
	}
	s, set, err := readFile(path)
	if err != nil {
		return s, from, err
	}
	for _, name := range set {
		from[name] = InFile
	}
	if s.Guide != "" {
		s.Guide = folder(s.Guide, filepath.Dir(path))
	}
	for _, k := range Keys() {
		if v := getenv(k.Env); v != "" {
			if err := s.Set(k.Name, v, k.Env); err != nil {
				return s, from, err
			}
			from[k.Name] = k.Env
		}
	}
	return s, from, nil
}

// folder is where a folder is that the file names: ~ is the person's own, and what has no root is beside the file.
func folder(name, beside string) string {
	if rest, ok := strings.CutPrefix(name, "~"); ok && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		if home, err := os.UserHomeDir(); err == nil {
			return home + rest
		}
	}
	if !filepath.IsAbs(name) {
		return filepath.Join(beside, name)
	}
	return name
}

func readFile(path string) (s Settings, set []string, err error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil, nil
	}
	if err != nil {
		return s, nil, fmt.Errorf("The settings in %q cannot be read (%v). Nothing was changed: give yourself access to that file, or move it away.", path, err)
	}
	return parse(path, string(b))
}

func parse(path, doc string) (s Settings, set []string, err error) {
	md, err := toml.Decode(doc, &s)
	var syntax toml.ParseError
	if errors.As(err, &syntax) {
		return s, nil, wrong(path, syntax.Position.Line, syntax.Message)
	}
	if err != nil {
		return s, nil, wrong(path, lineNamed(doc, err), err.Error())
	}
	if unknown := md.Undecoded(); len(unknown) > 0 {
		return s, nil, wrong(path, lineOf(doc, unknown[0]), fmt.Sprintf("there is no setting %q; there are %s", unknown[0].String(), all()))
	}
	if s.Theme != "" && !slices.Contains(Themes(), s.Theme) {
		return s, nil, wrong(path, lineOf(doc, toml.Key{"theme"}), fmt.Sprintf("there is no theme %q; there are dark, light and contrast", s.Theme))
	}
	for _, k := range md.Keys() {
		set = append(set, k.String())
	}
	return s, set, nil
}

// lineNamed finds the line of the setting that the decoder's error names.
func lineNamed(doc string, err error) int {
	for _, name := range Names() {
		if strings.Contains(err.Error(), `"`+name+`"`) {
			return lineOf(doc, toml.Key{name})
		}
	}
	return 0
}

func wrong(path string, line int, what string) error {
	at := ""
	if line > 0 {
		at = fmt.Sprintf(", line %d", line)
	}
	return fmt.Errorf("The settings in %q cannot be used%s: %s. Nothing was changed: correct that line, or move the file away.", path, at, strings.TrimSuffix(what, "."))
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
