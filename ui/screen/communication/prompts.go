package communication

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/comms"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// prompts are the five prompts with the team's answers; under the first one stand the structures that there are.
type prompts struct {
	in  *Screen
	cur desk.Cursor
}

func prompt(id string) ref { return ref{kind: kindPrompt, id: id} }

func structure(id string) ref { return ref{kind: kindStructure, id: id} }

// structuresCols is how wide the column of a structure's partners is.
const structuresCols = 22

func promptsPaper(sh screen.Shared, w, h int) desk.Paper[ref] {
	p := desk.NewPaper[ref](w, h)
	v, s := read(sh.Public, sh.Memo), sh.Public.Comms()
	for i, id := range comms.Prompts() {
		words := sh.Guide.CommunicationPrompt(id)
		p.Heading(words.Label)
		e := kit.SheetEntry{Text: s.Answer(id).Text}
		if e.Text == "" {
			e.Text, e.Tone = words.Hint, kit.ToneMuted
		}
		p.Put(p.Sheet, prompt(id).String(), prompt(id), e)
		if i > 0 {
			continue
		}
		for _, x := range v.Structures() {
			e := kit.SheetEntry{Mark: sh.Theme.Symbols.Bullet, Text: x.Name, Asides: []kit.Aside{{Text: sh.Public.NamesOf(x.Partners), Cols: structuresCols, Tone: kit.ToneMuted}}}
			if x.What != "" {
				e.Text += "\n" + x.What
			}
			p.Put(p.Sheet, structure(x.ID).String(), structure(x.ID), e)
		}
		p.Anchor(desk.Field + adding)
		if len(v.Structures()) == 0 {
			p.Put(p.Sheet, structure("").String(), structure(""), kit.SheetEntry{Mark: sh.Theme.Symbols.Bullet, Text: "No such time or place listed yet. Press a to add one.", Tone: kit.ToneMuted})
		}
	}
	return p
}

func (t *prompts) paper() desk.Paper[ref] { return promptsPaper(t.in.Shared(), t.in.W, t.in.H) }

func (t *prompts) sheet() *kit.Sheet { return t.paper().Sheet }

func (t *prompts) Keys() []kit.Key {
	r, _ := t.paper().Chosen(&t.cur)
	listed := ""
	if r.kind != kindStructure || r.id == "" {
		listed = "Choose a time or place of the list first."
	}
	foot := func(n int) int {
		if listed != "" {
			return 0
		}
		return n
	}
	keys := append(t.cur.Moving(t.sheet, t.in.Page),
		kit.Key{Press: []string{"enter", "e", "right"}, Show: "Enter", Help: "write", Foot: 2, Run: func() tea.Cmd { return t.write(r) }},
		kit.Key{Press: []string{"a"}, Show: "a", Help: "add a time or place", Foot: 3, Run: t.add},
		kit.Key{Press: []string{"w"}, Show: "w", Help: "how it works", Foot: foot(4), Off: listed, Run: func() tea.Cmd { return t.how(r.id) }},
		kit.Key{Press: []string{"P"}, Show: "P", Help: "its partners", Foot: foot(5), Off: listed, Run: func() tea.Cmd { return t.repartner(r.id) }},
		kit.Key{Press: []string{"m"}, Show: "m", Help: "carry up or down", Foot: foot(6), Off: listed, Run: t.in.To(modeLift)},
		kit.Key{Press: []string{"K"}, Show: "K", Help: "one place up", Off: listed, Run: t.shift(r.id, -1)},
		kit.Key{Press: []string{"J"}, Show: "J", Help: "one place down", Off: listed, Run: t.shift(r.id, 1)},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "remove", Foot: foot(7), Run: func() tea.Cmd { return t.remove(r) }},
		t.in.back(),
	)
	return append(keys, t.in.ways(modePrompts, 0)...)
}

// write opens what is chosen: the answer to a prompt, or the name of a structure.
func (t *prompts) write(r ref) tea.Cmd {
	switch {
	case r.kind == kindPrompt:
		words := t.in.Env.Guide.CommunicationPrompt(r.id)
		of := desk.Editing{Spot: r.String(), Label: words.Label, Hint: words.Hint, Long: true, Lines: true, Max: text.BlockMax, Place: "comms/prompt/" + r.id, Over: t}
		of.Next = func() tea.Cmd { t.cur.Read(t.sheet(), 1); return nil }
		return t.in.Edit.Start(desk.Edited(t.in.Desk, desk.Source[comms.Answer]{
			Now: func() comms.Answer { return t.in.Env.State().Comms.Answer(r.id) },
			Get: func(a comms.Answer) string { return a.Text },
			Set: func(a *comms.Answer, typed string) error { a.Text = typed; return nil },
			Op:  func(p ledger.Patch) any { return comms.WriteAnswer{Prompt: r.id, Patch: p} },
		}, of))
	case r.id == "":
		return t.add()
	}
	of := desk.Editing{Spot: r.String(), Label: "Time or place", Hint: "Like: Monday huddle, shared notebook. Tab goes on to how it works.", Long: true, Max: text.NameMax, Place: "comms/structure/" + r.id, Over: t}
	of.Next = func() tea.Cmd { return t.how(r.id) }
	return t.in.Edit.Start(desk.Edited(t.in.Desk, t.source(r.id, func(x *comms.Structure) *string { return &x.Name }), of))
}

func (t *prompts) source(id string, at func(*comms.Structure) *string) desk.Source[comms.Structure] {
	return desk.Source[comms.Structure]{
		Now: func() comms.Structure { x, _ := t.in.Env.State().Comms.Structures.Get(id); return x },
		Get: func(x comms.Structure) string { return *at(&x) },
		Set: func(x *comms.Structure, typed string) error { *at(x) = typed; return nil },
		Op:  func(p ledger.Patch) any { return comms.EditStructure{Structure: id, Patch: p} },
	}
}

// how opens how a structure works today.
func (t *prompts) how(id string) tea.Cmd {
	of := desk.Editing{Spot: structure(id).String(), Label: "How it works", Hint: "Who comes, how often, what is said there.", Long: true, Lines: true, Max: text.BlockMax, Place: "comms/how/" + id, Over: t}
	return t.in.Edit.Start(desk.Edited(t.in.Desk, t.source(id, func(x *comms.Structure) *string { return &x.What }), of))
}

// add opens a field for one more structure; it stays open for the next one.
func (t *prompts) add() tea.Cmd {
	id := ""
	of := desk.Editing{Spot: adding, Label: "Time or place", Hint: "Where do the adults talk now? Like: Monday huddle, shared notebook.", Long: true, Max: text.NameMax, Again: true, Place: "comms/structure/add", Over: t}
	of.Put = func(typed string) error {
		x := comms.Structure{ID: t.in.Env.NewID(), Name: typed}
		if err := t.in.Env.Do(comms.AddStructure{Structure: x}); err != nil {
			return err
		}
		id = x.ID
		t.cur.To(structure(id).String())
		return nil
	}
	of.Now, of.Yield = func() string { return "" }, func() {}
	of.Next = func() tea.Cmd { return t.how(id) }
	return t.in.Edit.Start(of)
}

func (t *prompts) remove(r ref) tea.Cmd {
	var op any = comms.RemoveStructure{Structure: r.id}
	if r.kind == kindPrompt {
		was := t.in.Env.State().Comms.Answer(r.id)
		if was.Text == "" {
			return screen.Notice("Nothing is written here yet. Press Enter to answer.")
		}
		op = comms.WriteAnswer{Prompt: r.id, Patch: ledger.Diff(was, comms.Answer{Prompt: r.id})}
	} else if r.id == "" {
		return screen.Notice("Nothing is listed here yet. Press a to add a time or place.")
	}
	if err := t.in.Env.Do(op); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice("Removed. u brings it back.")
}

func (t *prompts) repartner(id string) tea.Cmd {
	base, ok := t.in.Env.State().Comms.Structures.Get(id)
	list := t.in.read().Structures()
	i := slices.IndexFunc(list, func(x comms.Structure) bool { return x.ID == id })
	if !ok || i < 0 {
		return nil
	}
	return t.in.Partners("Which partners meet there?", list[i].Partners, func(picked []partner.ID) tea.Cmd {
		next := base
		next.Partners = desk.Picked(list[i].Partners, picked)
		patch := ledger.Diff(base, next)
		if len(patch) == 0 {
			return nil
		}
		return screen.Refused(t.in.Env.Do(comms.EditStructure{Structure: id, Patch: patch}))
	})
}

// shift puts a structure one place up or down.
func (t *prompts) shift(id string, n int) func() tea.Cmd {
	return func() tea.Cmd {
		list := t.in.read().Structures()
		i := slices.IndexFunc(list, func(x comms.Structure) bool { return x.ID == id })
		if i < 0 || i+n < 0 || i+n >= len(list) {
			return nil // it stands at the edge
		}
		rank := comms.RankAt(list, func(x comms.Structure) string { return x.Rank }, i+n, id)
		return screen.Refused(t.in.Env.Do(comms.MoveStructure{Structure: id, Rank: rank}))
	}
}

// carryStructure is the list while a structure is carried up or down.
type carryStructure struct{ *prompts }

func (c carryStructure) Keys() []kit.Key {
	return carrying(func(n int) tea.Cmd {
		r, _ := c.paper().Chosen(&c.cur)
		return c.shift(r.id, n)()
	}, c.in.To(modePrompts))
}

func (t *prompts) Update(msg tea.Msg) tea.Cmd {
	if t.cur.Pointed(t.sheet(), msg) {
		if r, ok := t.paper().Chosen(&t.cur); ok {
			return t.write(r)
		}
	}
	return nil
}

func (t *prompts) View(w, h int) screen.View {
	t.cur.Follow(t.in.Desk, t.sheet(), w, h)
	return promptsView{t.cur.Top()}
}

func (t *prompts) Layer(int, int) screen.Layer { return t.cur.Layer() }

type promptsView struct{ top int }

// Where implements screen.Found.
func (promptsView) Where() string { return modePrompts }

// Draw implements screen.View.
func (v promptsView) Draw(a kit.Area, sh screen.Shared) {
	tally := home(sh)
	note := kit.Count(tally.Answered, "of 5 answered", "of 5 answered")
	kit.Heading(a.Sub(0, 0, a.W(), 1), "How we talk with partners", note, sh.Theme)
	promptsPaper(sh, a.W(), a.H()).Draw(desk.Body(a), v.top, sh.Theme)
}
