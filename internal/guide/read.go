package guide

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

//go:embed pack
var builtIn embed.FS

// Default is the built-in pack. It is read once.
func Default() *Pack { return defaultPack() }

var defaultPack = sync.OnceValue(func() *Pack {
	p, err := read(packFiles(), &Pack{}, true)
	if err != nil {
		panic("guide: the built-in pack is broken: " + err.Error())
	}
	return p
})

func packFiles() fs.FS {
	sub, err := fs.Sub(builtIn, "pack")
	if err != nil {
		panic(err) // cannot happen: the name is a constant
	}
	return sub
}

// Load reads a team's pack from a folder. A file that the folder does not have comes from the built-in pack.
func Load(dir string) (*Pack, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no folder %s to read a guide from. Check its name, or make it with: convene guide export %s", dir, dir)
	case err != nil:
		return nil, fmt.Errorf("the guide folder %s cannot be read: %w. Check who may open it.", dir, err)
	case !info.IsDir():
		return nil, fmt.Errorf("%s is a file, and a guide is a folder of files. Name the folder.", dir)
	}
	return Read(os.DirFS(dir))
}

// Read reads a pack: pack.md, categories.md and so on, each where it is there, else from the built-in pack. What is wrong
// comes back as Problems, all at once.
func Read(fsys fs.FS) (*Pack, error) { return read(fsys, Default(), false) }

const maxFile = 64 << 10 // bytes; the built-in files have less than a tenth of it

// read reads a pack on top of another; all says that no file may be missing.
func read(fsys fs.FS, base *Pack, all bool) (*Pack, error) {
	names, problems := list(fsys)
	p := base.clone()
	for _, c := range chapters() {
		if !slices.Contains(names, c.file) {
			if all {
				problems = append(problems, Problem{c.file, 1, "this file is missing in the built-in pack."})
			}
			continue
		}
		source, problem := slurp(fsys, c.file)
		if problem != nil {
			problems = append(problems, *problem)
			continue
		}
		pg := outline(c.file, source)
		if len(pg.problems) == 0 { // else what follows would only be its echo
			if !strings.HasPrefix(c.file, "help/") {
				pg.quotes(pg.title)
				pg.noAttrs(pg.title)
			}
			c.read(pg, p, base)
		}
		problems = append(problems, pg.sorted()...)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return p, nil
}

// list names the files of a pack that are there, and refuses those that look like files of a pack and are none.
func list(fsys fs.FS) (names []string, problems Problems) {
	known := map[string]bool{}
	for _, c := range chapters() {
		known[c.file] = true
	}
	for _, dir := range []string{".", "help"} {
		entries, err := fs.ReadDir(fsys, dir)
		if err != nil && dir == "." {
			return nil, Problems{{"pack.md", 1, fmt.Sprintf("the folder cannot be read: %v. Check who may open it.", err)}}
		}
		for _, e := range entries {
			name := path.Join(dir, e.Name())
			switch low := strings.ToLower(name); {
			case known[name]:
				names = append(names, name)
			case low == "readme.md" || strings.HasPrefix(e.Name(), ".") || e.IsDir():
			case known[low]:
				problems = append(problems, Problem{name, 1, "the name is written with capitals. Rename the file to " + low + "."})
			case strings.HasSuffix(low, ".md") || known[strings.TrimSuffix(low, ".txt")]:
				problems = append(problems, Problem{name, 1, "a pack has no file of this name. " + hint(dir)})
			}
		}
	}
	if len(names) == 0 && len(problems) == 0 {
		problems = Problems{{"pack.md", 1, "no file of a guide pack is in this folder. Name another folder, or write a pack to change with: convene guide export DIR"}}
	}
	return names, problems
}

// hint says which files a folder of a pack can have.
func hint(dir string) string {
	if dir == "help" {
		return "Rename it after a screen: " + strings.Join(Screens(), ", ") + "."
	}
	var top []string
	for _, c := range chapters() {
		if !strings.Contains(c.file, "/") {
			top = append(top, c.file)
		}
	}
	return "Rename or move it; the files are: " + strings.Join(top, ", ") + "."
}

func slurp(fsys fs.FS, name string) ([]byte, *Problem) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, &Problem{name, 1, fmt.Sprintf("this file cannot be opened: %v. Check who may read it.", err)}
	}
	defer f.Close()
	source, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, &Problem{name, 1, fmt.Sprintf("this file cannot be read: %v. Check who may read it.", err)}
	}
	if len(source) > maxFile {
		return nil, &Problem{name, 1, fmt.Sprintf("this file has more than %d KB, so it is hardly a file of a pack. Look whether it is the right one.", maxFile>>10)}
	}
	source, line, bad := clean(source)
	if bad != "" {
		return nil, &Problem{name, line, bad}
	}
	return source, nil
}

// Export writes the built-in pack into a folder, for a team to change. It makes the folder where there is none, and writes
// nothing at all where one of the files is already there.
func Export(dir string) error {
	files := packFiles()
	var names []string
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, name := range names {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); err == nil {
			return fmt.Errorf("%s is already in %s. Nothing was written. Name an empty folder, or one that is not there yet.", name, dir)
		}
	}
	for i, name := range names {
		if err := export(files, name, dir); err != nil {
			for _, done := range names[:i] { // only what this call wrote
				_ = os.Remove(filepath.Join(dir, filepath.FromSlash(done)))
			}
			return fmt.Errorf("the guide cannot be written to %s: %w. Nothing was kept there. Name another folder.", dir, err)
		}
	}
	return nil
}

func export(files fs.FS, name, dir string) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	to := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		_ = f.Close()
		_ = os.Remove(to)
		return err
	}
	return f.Close()
}
