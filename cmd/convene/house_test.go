package main

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// floor is what packages below a path may import of ours. It is the table in docs/architecture.md.
type floor struct {
	path string
	may  []string
	why  string
}

func floors() []floor {
	return []floor{
		{"cmd/convene", []string{"internal/cli", "internal/store"}, "main only starts the commands, and lets the store check a file in a child process"},
		{"cmd/roombench", nil, "it measures the program from outside, as people's terminals meet it"},
		{"internal/cli", []string{"internal", "ui"}, ""},
		{"ui/app", []string{"ui", "internal"}, ""},
		{"ui/screen", []string{"ui/desk", "ui/kit", "ui/paint", "ui/theme", "ui/screen", "internal/activity", "internal/room", "internal/workspace", "internal/guide", "internal/ledger", "internal/text", "internal/day", "internal/bring", "internal/report", "internal/convert"}, "a screen knows its activity, never another screen or the app"},
		{"ui/desk", []string{"ui/screen", "ui/kit", "ui/paint", "ui/theme", "internal/activity/partner", "internal/workspace", "internal/ledger", "internal/text", "internal/day"}, "a desk knows no activity but partner, for its ID"},
		{"ui/kit", []string{"ui/paint", "ui/theme"}, "components know no activity"},
		{"ui/paint", nil, "painting knows nothing of convene"},
		{"ui/theme", nil, "a theme knows nothing of convene"},
		{"internal/sample", []string{"internal/activity", "internal/ledger", "internal/workspace", "internal/day"}, "the sample is made by ops"},
		{"internal/bring", []string{"internal/activity/partner", "internal/convert/csv", "internal/ledger", "internal/text"}, ""},
		{"internal/sshd", []string{"internal/room", "internal/workspace", "internal/ledger", "internal/text"}, "the server is given a function that makes models, so it knows no screen"},
		{"internal/room", []string{"internal/workspace", "internal/ledger", "internal/text"}, "a room knows no engine and no screen"},
		{"internal/report", []string{"internal/workspace", "internal/activity", "internal/guide", "internal/ledger", "internal/day"}, ""},
		{"internal/convert", []string{"internal/report", "internal/text"}, "a format knows no activity"},
		{"internal/store", []string{"internal/ledger", "internal/store"}, "an engine keeps entries whatever they mean"},
		{"internal/workspace", []string{"internal/activity", "internal/ledger", "internal/text"}, ""},
		{"internal/activity", []string{"internal/ledger", "internal/activity/partner", "internal/text", "internal/day"}, "of its siblings an activity knows only partner, for its ID"},
		{"internal/guide", nil, "the guide is words"},
		{"internal/settings", nil, "settings know nothing of what they are for"},
		{"internal/ledger", nil, "the core has no screen, no disk and no clock"},
		{"internal/settings", nil, "settings are read before anything else is known"},
		{"internal/text", nil, ""},
		{"internal/day", nil, ""},
		{"docs/pictures", []string{"internal", "ui"}, ""},
	}
}

type listed struct {
	ImportPath string
	Imports    []string
}

// TestFloors holds the import directions: imports point down only.
func TestFloors(t *testing.T) {
	t.Parallel()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "convene/...")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		path := strings.TrimPrefix(p.ImportPath, "convene/")
		i := slices.IndexFunc(floors(), func(f floor) bool { return within(path, f.path) })
		if i < 0 {
			t.Errorf("%s stands on no floor: give it a row in docs/architecture.md and here", path)
			continue
		}
		f := floors()[i]
		for _, imp := range p.Imports {
			ours, ok := strings.CutPrefix(imp, "convene/")
			if ok && !within(ours, f.path) && !slices.ContainsFunc(f.may, func(m string) bool { return within(ours, m) }) {
				t.Errorf("%s imports %s, which is not below it. %s", path, ours, f.why)
			}
		}
		if clockless(path) && slices.Contains(p.Imports, "os") {
			t.Errorf("%s imports os: ops have no disk and no environment", path)
		}
	}
}

func within(path, root string) bool { return path == root || strings.HasPrefix(path, root+"/") }

func clockless(path string) bool {
	return within(path, "internal/ledger") || within(path, "internal/activity") || within(path, "internal/workspace")
}

// TestScreensKnowOnlyThemselves: a screen imports no other screen.
func TestScreensKnowOnlyThemselves(t *testing.T) {
	t.Parallel()
	each(t, func(path string, f *ast.File) {
		dir, ok := strings.CutPrefix(filepath.ToSlash(filepath.Dir(path)), "ui/screen/")
		if !ok {
			return
		}
		for _, imp := range f.Imports {
			other, ok := strings.CutPrefix(strings.Trim(imp.Path.Value, `"`), "convene/ui/screen/")
			if ok && other != dir {
				t.Errorf("%s imports the screen %s: put what both need into ui/kit or ui/screen", path, other)
			}
		}
	})
}

// TestNoGlobals: a package-level variable that changes is shared by all sessions. Errors, embedded files and
// interface assertions do not change.
func TestNoGlobals(t *testing.T) {
	t.Parallel()
	each(t, func(path string, f *ast.File) {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s has an init: list what there is instead", path)
			}
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR || g.Doc != nil && strings.Contains(g.Doc.Text(), "go:embed") {
				continue
			}
			for _, s := range g.Specs {
				v := s.(*ast.ValueSpec)
				if !constant(g, v) {
					t.Errorf("%s: the package-level variable %s may change: make it a constant or a function", path, v.Names[0].Name)
				}
			}
		}
	})
}

// TestNothingAssigned: what TestNoGlobals lets pass is written nowhere.
func TestNothingAssigned(t *testing.T) {
	t.Parallel()
	vars := map[string]map[string]bool{} // by folder
	each(t, func(path string, f *ast.File) {
		dir := filepath.Dir(path)
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for _, s := range g.Specs {
					if vars[dir] == nil {
						vars[dir] = map[string]bool{}
					}
					vars[dir][s.(*ast.ValueSpec).Names[0].Name] = true
				}
			}
		}
	})
	each(t, func(path string, f *ast.File) {
		ast.Inspect(f, func(n ast.Node) bool {
			a, ok := n.(*ast.AssignStmt)
			if !ok || a.Tok == token.DEFINE {
				return true
			}
			for _, lhs := range a.Lhs {
				if name := root(lhs); name != nil && name.Name != "_" && name.Obj == nil && vars[filepath.Dir(path)][name.Name] {
					t.Errorf("%s writes the package-level variable %s", path, name.Name)
				}
			}
			return true
		})
	})
}

// root is the variable that an expression is a part of.
func root(e ast.Expr) *ast.Ident {
	switch e := e.(type) {
	case *ast.Ident:
		return e
	case *ast.SelectorExpr:
		return root(e.X)
	case *ast.IndexExpr:
		return root(e.X)
	case *ast.StarExpr:
		return root(e.X)
	}
	return nil
}

func constant(g *ast.GenDecl, v *ast.ValueSpec) bool {
	name := v.Names[0].Name
	if name == "_" || strings.HasPrefix(strings.ToLower(name), "err") {
		return true
	}
	if embedded := func(c *ast.CommentGroup) bool {
		return c != nil && slices.ContainsFunc(c.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed") })
	}; embedded(g.Doc) || embedded(v.Doc) {
		return true
	}
	if len(v.Values) != 1 {
		return false
	}
	if lit, ok := v.Values[0].(*ast.CompositeLit); ok { // a plain value that assigned finds unchanged
		_, named := lit.Type.(*ast.Ident)
		return named
	}
	call, ok := v.Values[0].(*ast.CallExpr)
	if !ok {
		return false
	}
	if _, ok := call.Fun.(*ast.ArrayType); ok { // []byte("…"), written once
		return true
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	return ok && (sel.Sel.Name == "OnceValue" || sel.Sel.Name == "OnceValues" || sel.Sel.Name == "MustCompile")
}

// TestFiles holds the sizes and names of files and packages.
func TestFiles(t *testing.T) {
	t.Parallel()
	each(t, func(path string, f *ast.File) {
		b, err := os.ReadFile(filepath.Join("..", "..", path))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(b), "\n"); n > 400 {
			t.Errorf("%s has %d lines: more than 400 are two files", path, n)
		}
		if slices.Contains([]string{"common", "util", "utils", "types", "manager", "helper", "helpers"}, f.Name.Name) {
			t.Errorf("%s: the package name %s says nothing", path, f.Name.Name)
		}
	})
}

// TestFunctions holds the length of functions.
func TestFunctions(t *testing.T) {
	t.Parallel()
	fset := token.NewFileSet()
	eachIn(t, fset, func(path string, f *ast.File) {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || strings.HasPrefix(fn.Name.Name, "Test") {
				continue
			}
			if n := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line; n > 60 {
				t.Errorf("%s: %s has %d lines: more than 60 are two functions", path, fn.Name.Name, n)
			}
		}
	})
}

func each(t *testing.T, do func(path string, f *ast.File)) {
	t.Helper()
	eachIn(t, token.NewFileSet(), do)
}

// eachIn goes through our Go files, tests left out.
func eachIn(t *testing.T, fset *token.FileSet, do func(path string, f *ast.File)) {
	t.Helper()
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != root {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		do(rel, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
