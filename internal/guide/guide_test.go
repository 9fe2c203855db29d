package guide

import (
	"encoding/json"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

func ids(items []Item) (out []string) {
	for _, it := range items {
		out = append(out, it.ID)
	}
	return out
}

func TestDefaultIsComplete(t *testing.T) {
	p := Default()
	if p.Name == "" || p.Language != "en-US" || p.Version == "" {
		t.Errorf("pack is %q %q %q", p.Name, p.Language, p.Version)
	}
	for _, c := range []struct {
		part string
		got  []Item
		want []string
	}{
		{"categories", p.Categories, categoryIDs()}, {"kinds", p.Kinds, kindIDs()}, {"whens", p.Whens, whenIDs()},
		{"fields", p.Fields, fieldIDs()}, {"plan", p.Plan, planIDs()}, {"communication", p.Communication, communicationIDs()},
		{"improvement", p.Improvement, improvementIDs()},
	} {
		if !slices.Equal(ids(c.got), c.want) {
			t.Errorf("%s are %v, want %v", c.part, ids(c.got), c.want)
		}
		for _, it := range c.got {
			if it.Label == "" || it.Hint == "" || !strings.HasPrefix(it.Place, "After: ") {
				t.Errorf("%s: %+v lacks something", c.part, it)
			}
		}
	}
	if got := []int{len(p.Categories), len(p.Kinds), len(p.Whens), len(p.Fields), len(p.Plan), len(p.Communication), len(p.Improvement)}; !slices.Equal(got, []int{3, 10, 4, 14, 6, 5, 5}) {
		t.Errorf("counts are %v", got)
	}
	if p.LegalTitle == "" || !strings.Contains(p.LegalNote, "under ten") {
		t.Errorf("the legal note is %q", p.LegalNote)
	}
	for _, it := range p.Plan {
		if !strings.Contains(it.Place, "Beyond the Bell, American Institutes for Research") {
			t.Errorf("plan %s is credited to %q", it.ID, it.Place)
		}
	}
}

func TestDefaultAsksElevenQuestions(t *testing.T) {
	var sizes []int
	questions, prompts, double := 0, 0, []string{}
	for _, s := range Default().Sets {
		sizes = append(sizes, len(s.Questions))
		for _, q := range s.Questions {
			questions++
			prompts += len(q.Prompts)
			if len(q.Prompts) == 2 {
				double = append(double, q.ID)
			}
			if q.Label == "" || !strings.Contains(q.Place, "Part II") {
				t.Errorf("%+v lacks something", q)
			}
			for _, prompt := range q.Prompts {
				if !strings.HasSuffix(prompt, "?") {
					t.Errorf("%s asks nothing: %q", q.ID, prompt)
				}
			}
			if set, ok := Default().SetOf(q.ID); !ok || set.ID != s.ID {
				t.Errorf("SetOf(%s) is %q", q.ID, set.ID)
			}
		}
	}
	if questions != 11 || prompts != 13 || !slices.Equal(sizes, []int{4, 2, 2, 3}) || !slices.Equal(double, []string{"practice.3", "word.2"}) {
		t.Errorf("%d questions, %d prompts, sets of %v, double: %v", questions, prompts, sizes, double)
	}
}

func TestDefaultTemplates(t *testing.T) {
	want := map[string]int{"cardsort": 45, "touchpoints": 30, "joint": 60, "review": 45, "stepback": 60, "blank": 30}
	for _, tpl := range Default().Templates {
		if tpl.Minutes != want[tpl.ID] {
			t.Errorf("%s takes %d minutes, want %d", tpl.ID, tpl.Minutes, want[tpl.ID])
		}
		delete(want, tpl.ID)
		for _, s := range tpl.Steps {
			if s.Title == "" || s.Note == "" || s.Minutes < 1 {
				t.Errorf("%s: %+v lacks something", tpl.ID, s)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("missing templates: %v", want)
	}
}

func TestDefaultHelpFitsAWall(t *testing.T) {
	for _, screen := range Screens() {
		h, ok := Default().Screen(screen)
		if !ok || h.Screen != screen || h.Title == "" || len(h.About) == 0 || len(h.First) == 0 {
			t.Errorf("help of %s is %+v", screen, h)
		}
		if h.Credit == "" && !slices.Contains([]string{"settings", "stage", "door", "room"}, screen) { // which no document asks for
			t.Errorf("help of %s has no credit", screen)
		}
		lines := 0
		for _, s := range append(slices.Clone(h.About), h.First...) {
			lines += 1 + len(s)/60
		}
		if lines > 12 {
			t.Errorf("help of %s takes about %d lines of 60 columns", screen, lines)
		}
	}
	if got := len(Default().Help); got != len(Screens()) {
		t.Errorf("%d help texts for %d screens", got, len(Screens()))
	}
}

func TestDefaultNamesEveryEmbeddedFile(t *testing.T) {
	known := []string{"README.md"}
	for _, c := range chapters() {
		known = append(known, c.file)
	}
	_ = fs.WalkDir(packFiles(), ".", func(name string, d fs.DirEntry, _ error) error {
		if !d.IsDir() && !slices.Contains(known, name) {
			t.Errorf("%s is embedded and never read", name)
		}
		return nil
	})
}

func TestFinders(t *testing.T) {
	p := Default()
	if label, hint := p.Category("clear"); label != "Clearly supports SEL" || hint == "" {
		t.Errorf("Category(clear) is %q, %q", label, hint)
	}
	if label, hint := p.Category("later"); label != "later" || hint != "" {
		t.Errorf("an unknown category is %q, %q", label, hint)
	}
	for name, got := range map[string]Item{"ost": p.Kind("ost"), "before": p.When("before"), "mission": p.Field("mission"),
		"goal": p.PlanPrompt("goal"), "structures": p.CommunicationPrompt("structures"), "measure": p.ImprovementPrompt("measure")} {
		if got.ID != name || got.Hint == "" {
			t.Errorf("%s is %+v", name, got)
		}
	}
	_, set := p.Set("practice")
	_, noSet := p.Set("nothing")
	_, question := p.Question("together.3")
	_, noQuestion := p.Question("together.4")
	_, template := p.Template("joint")
	_, noTemplate := p.Template("nothing")
	_, noScreen := p.Screen("nothing")
	if !set || noSet || !question || noQuestion || !template || noTemplate || noScreen {
		t.Error("a finder finds the wrong things")
	}
}

func TestWordingComesBack(t *testing.T) {
	before := Default().Hash()
	p := Default().clone()
	p.Categories[0].Label = "Ya apoya"
	p.Sets[0].Questions[2].Prompts[1] = "¿Y nosotros?"
	p.Templates[0].Steps = append(p.Templates[0].Steps[:1:1], Step{"talk", "Adiós", 7, "Gracias."})
	p.Templates[0].Minutes = 10
	h := p.Help["home"]
	h.First = h.First[:1]
	p.Help["home"] = h
	kept, err := json.Marshal(p.Wording())
	if err != nil {
		t.Fatal(err)
	}
	var w map[string]string
	if err := json.Unmarshal(kept, &w); err != nil {
		t.Fatal(err)
	}
	got := FromWording(w)
	if !reflect.DeepEqual(got, p) || got.Hash() != p.Hash() {
		t.Error("a wording gives another pack than the one it is of")
	}
	if p.Hash() == before || Default().Hash() != before {
		t.Error("hashes do not tell packs apart, or the built-in pack changed")
	}
	if w["categories.clear.label"] != "Ya apoya" || w["touchpoints.practice.3.prompt.2"] != "¿Y nosotros?" || w["templates.cardsort.step.2.minutes"] != "7" {
		t.Error("the keys of a wording are others")
	}
}

func TestWordingFromElsewhere(t *testing.T) {
	got := FromWording(map[string]string{"categories.clear.label": "Old words", "later.thing": "?", "templates.blank.minutes": "soon"})
	want := Default().clone()
	want.Categories[0].Label = "Old words"
	if !reflect.DeepEqual(got, want) {
		t.Error("an incomplete wording does not fall back to the built-in pack")
	}
}

func TestDefaultIsSharedSafely(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			p := Default()
			_, _, _ = p.Wording(), p.Hash(), FromWording(p.Wording())
		})
	}
	wg.Wait()
}
