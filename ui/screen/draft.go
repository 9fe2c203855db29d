package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// draftEvery is the longest that something typed is not in the drawer yet.
const draftEvery = 2 * time.Second

// DraftMsg says that it is time to keep what was typed at a place.
type DraftMsg struct{ Place string }

// Drafts keeps what a person types at one place, so that a crash costs two seconds of typing at most. It knows no field
// and no activity: begin where typing begins, tell it what stands there after each key, end where it was kept or left.
type Drafts struct {
	env   *Env
	place string
	text  string    // as it stands
	kept  string    // as it is in the drawer
	due   time.Time // when the timer that runs is up, zero where none runs
}

// NewDrafts makes it.
func NewDrafts(env *Env) *Drafts {
	d := &Drafts{env: env}
	env.drafts = append(env.drafts, d)
	return d
}

// KeepDrafts keeps at once what is being typed: the program ends.
func (e *Env) KeepDrafts() {
	for _, d := range e.drafts {
		d.keep(d.text)
	}
}

// Begin is for the beginning of typing. It returns what was being typed there when the program ended without warning,
// empty where there is nothing.
func (d *Drafts) Begin(place string) string {
	d.place, d.text, d.kept, d.due = place, "", "", time.Time{}
	old, err := d.env.Session.Draft(d.env.Context(), place)
	if err != nil {
		return ""
	}
	d.text, d.kept = old, old
	return old
}

// Typed is for each change of the text; the command keeps it a little later.
func (d *Drafts) Typed(text string) tea.Cmd {
	d.text = text
	now := d.env.Now()
	if d.place == "" || text == d.kept || !d.due.IsZero() && now.Before(d.due.Add(draftEvery)) {
		return nil // a timer runs; one that is long overdue was lost under an overlay
	}
	d.due = now.Add(draftEvery)
	msg := DraftMsg{d.place}
	return d.env.After(draftEvery, msg)
}

// Update keeps the text when its time has come.
func (d *Drafts) Update(msg DraftMsg) tea.Cmd {
	if msg.Place != d.place || d.place == "" {
		return nil
	}
	d.due = time.Time{}
	return d.keep(d.text)
}

// End forgets the draft: what was typed is kept for good, or was left.
func (d *Drafts) End() tea.Cmd {
	cmd := d.keep("")
	d.place = ""
	return cmd
}

// Leave keeps the draft as it stands, for the next time.
func (d *Drafts) Leave() tea.Cmd {
	cmd := d.keep(d.text)
	d.place = ""
	return cmd
}

func (d *Drafts) keep(text string) tea.Cmd {
	d.text = text
	if d.place == "" || text == d.kept {
		return nil
	}
	d.kept = text
	return Refused(d.env.Session.KeepDraft(d.env.Context(), d.place, text))
}
