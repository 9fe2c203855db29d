package meeting

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/internal/convert"
	"convene/internal/ledger"
	"convene/internal/report"
	"convene/internal/text"
	"convene/ui/screen"
)

// scribe writes what a meeting that has ended leaves behind as a file on this person's machine.
type scribe struct {
	in     *Screen
	folder string // where the last one was put; empty: beside the workspace
}

// formats are the kinds of files, by their ending.
func formats() (endings []string, items []screen.Item) {
	return []string{"docx", "html", "md", "ics"}, []screen.Item{
		{Label: "For a word processor", Hint: "docx"}, {Label: "For a browser, and to print", Hint: "html"},
		{Label: "Plain text", Hint: "md"}, {Label: "For a calendar: steps, next meeting", Hint: "ics"}}
}

// off says why there is nothing to write.
func (w *scribe) off(m meeting.Meeting) string {
	switch {
	case m.Running():
		return "The meeting still runs. E ends it; then its minutes can be written."
	case w.in.Env.NewFile == nil:
		return "Minutes are written on the machine that keeps the workspace: convene export minutes"
	}
	return ""
}

// ask asks for the kind of file, then for its folder.
func (w *scribe) ask(m meeting.Meeting) tea.Cmd {
	endings, items := formats()
	return screen.Open(screen.NewChoice("Write the minutes", items, 0, func(i int) tea.Cmd {
		folder := w.folder
		if folder == "" {
			folder = w.in.Env.Short(w.in.Env.Folder)
		}
		return screen.Open(screen.NewPrompt(screen.Prompt{Title: "In which folder?",
			Hint: "Enter writes them there, named by day and title. No contact and no private note is in them.",
			Done: func(typed string) (tea.Cmd, error) {
				if typed == "" {
					return nil, ledger.Refuse("Write a folder, or Esc to leave it.")
				}
				w.folder = typed
				return w.write(m, endings[i], typed), nil
			}}, folder))
	}))
}

// write reads the history and writes the file while everything else goes on.
func (w *scribe) write(m meeting.Meeting, ending, folder string) tea.Cmd {
	env := w.in.Env
	state, room, ctx, now := env.State().Workspace, env.Session.Room(), env.Context(), env.Now()
	return screen.Later(func() tea.Msg {
		before, err := room.Version(ctx, m.From-1)
		if err != nil {
			return screen.NoticeMsg{Text: "The history could not be read. No minutes were written; press w once more.", Bad: true}
		}
		after, err := room.Version(ctx, m.To)
		if err != nil {
			return screen.NoticeMsg{Text: "The history could not be read. No minutes were written; press w once more.", Bad: true}
		}
		made := report.New(report.Scope{Workspace: state, Guide: env.Guide, At: now, Days: env.Days}).Minutes(m, before, after)
		b, err := convert.Encode(ending, convert.Made{Doc: made.Doc, Calendar: made.Calendar}, now)
		if errors.Is(err, convert.ErrEmpty) {
			return screen.NoticeMsg{Text: "A calendar would be empty: there is no action step and no next day. Nothing was written.", Bad: true}
		}
		if err != nil {
			return screen.NoticeMsg{Text: "The minutes could not be made. Nothing was lost; try another kind of file.", Bad: true}
		}
		name, err := store(env, folder, made.Name(), ending, b)
		if err != nil {
			return screen.NoticeMsg{Text: err.Error(), Bad: true}
		}
		return screen.NoticeMsg{Text: fmt.Sprintf("Written: “%s” is in %s", name, env.Short(env.Long(folder)))}
	})
}

// copiesMax is how many files of one name there may be in a folder.
const copiesMax = 99

// store writes a new file, beside those of its name that are there: somebody may have written into them.
func store(env *screen.Env, folder, name, ending string, b []byte) (string, error) {
	name = text.Line(name, text.LineMax)
	for n := 1; ; n++ {
		file := name + "." + ending
		if n > 1 {
			file = fmt.Sprintf("%s %d.%s", name, n, ending)
		}
		err := env.NewFile(filepath.Join(env.Long(folder), file), b)
		switch {
		case err == nil:
			return file, nil
		case errors.Is(err, fs.ErrExist) && n < copiesMax:
		case errors.Is(err, fs.ErrNotExist):
			return "", ledger.Refuse("There is no folder %s. Nothing was written: press w and look at its name.", strings.TrimSuffix(folder, "/"))
		case errors.Is(err, fs.ErrPermission):
			return "", ledger.Refuse("You may not write into %s. Nothing was written: press w and name another folder.", folder)
		default:
			return "", ledger.Refuse("The minutes could not be written into %s. Nothing was lost: press w and name another folder.", folder)
		}
	}
}
