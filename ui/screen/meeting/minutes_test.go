package meeting_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"convene/ui/app/drive"
)

// TestMinutes: who leads writes the minutes of the meeting that has just ended, and of one long past, each into a file of
// its own; who has no files here is told how it is done.
func TestMinutes(t *testing.T) {
	h := newHall(t, true)
	d := h.desk(drive.You(), "meeting", 80, 24)
	files := map[string][]byte{}
	d.Env.Home, d.Env.Folder = "/home/you", "/home/you/SEL team"
	d.Env.NewFile = func(path string, b []byte) error {
		switch {
		case !strings.HasPrefix(path, "/home/you/SEL team/"):
			return &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
		case files[path] != nil:
			return &fs.PathError{Op: "open", Path: path, Err: fs.ErrExist}
		}
		files[path] = b
		return nil
	}
	d.Press("a", "enter", "enter", "S", "f2", "d")
	d.Type("Ask the library first")
	d.Press("enter", "E", "w")
	d.Shows(t, "The meeting still runs")
	d.Press("E")
	d.Shows(t, "The meeting has ended", "w write the minutes")
	d.Press("w")
	d.Golden(t, "minutes-80x24")
	d.Press("enter")
	d.Golden(t, "folder-80x24")
	d.Press("enter")
	d.Shows(t, "Written: “2026-11-22 Card sort, minutes.docx” is in ~/SEL team")
	b := files["/home/you/SEL team/2026-11-22 Card sort, minutes.docx"]
	if z, err := zip.NewReader(bytes.NewReader(b), int64(len(b))); err != nil || len(z.File) < 8 {
		t.Errorf("the document is broken: %v", err)
	}
	d.Press("w", "down", "down", "enter", "enter", "w", "down", "down", "enter", "enter") // twice: nothing is written over
	again := string(files["/home/you/SEL team/2026-11-22 Card sort, minutes 2.md"])
	if !strings.Contains(again, "1. Ask the library first") || len(files) != 3 {
		t.Errorf("%d files; the text is\n%s", len(files), again)
	}
	d.Press("w", "down", "down", "down", "enter", "enter")
	d.Shows(t, "A calendar would be empty")

	d.Press("esc", "home", "down", "down", "enter") // the meeting of October
	d.Shows(t, "The seven partners in the first column", "Thu Oct 1")
	d.Press("w", "down", "enter", "ctrl+u")
	d.Type("~/nowhere")
	d.Press("enter")
	d.Shows(t, "There is no folder ~/nowhere", "Nothing was written")
	d.Press("w", "down", "enter", "ctrl+u")
	d.Type("~/SEL team/")
	d.Press("enter")
	page := string(files["/home/you/SEL team/2026-10-01 Card sort, minutes.html"])
	if !strings.Contains(page, "The library moves up") || strings.Contains(page, "example.org") {
		t.Errorf("the page is\n%s", page)
	}
	d.Env.NewFile = nil
	d.Press("w")
	d.Shows(t, "on the machine that keeps the workspace")
}
