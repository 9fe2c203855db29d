package html

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"convene/internal/report"
	"convene/internal/text"
)

func TestWrite(t *testing.T) {
	d := report.Doc{Title: "Boys & Girls", Foot: `Team "A"`, Language: "pt-BR", Blocks: []report.Block{
		report.Paragraph{Text: "One.\nTwo.\n\nThree."},
		report.Contents{Title: "Contents", Depth: 2},
		report.Chapter{Text: "First"},
		report.Heading{Level: 2, Text: "<b>"},
		report.Facts{Facts: []report.Fact{{Label: "Mission", Text: "Play"}}},
		report.Heading{Level: 3, Text: "deep"},
		report.Note{Title: "Heed", Text: "this"},
		report.Chapter{Text: "Second"},
		report.List{Ordered: true, Items: []string{"a\n\nb"}},
		report.Table{Header: []string{"Name", "N"}, Right: []bool{false, true}, Rows: [][]string{{strings.Repeat("long ", 5), "1"}, {"x"}}},
		report.Quote{Text: "said"},
	}}
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	want := `<h1 dir="auto">Boys &amp; Girls</h1>
<p dir="auto">One.<br>Two.</p>
<p dir="auto">Three.</p>
<nav>
<p class="head" dir="auto">Contents</p>
<ol>
<li class="level-1"><a href="#part-2" dir="auto">First</a></li>
<li class="level-2"><a href="#part-3" dir="auto">&lt;b&gt;</a></li>
<li class="level-1"><a href="#part-7" dir="auto">Second</a></li>
</ol>
</nav>
<section id="part-2" class="chapter">
<h2 dir="auto">First</h2>
<section id="part-3">
<h3 dir="auto">&lt;b&gt;</h3>
<dl>
<div><dt dir="auto">Mission</dt><dd dir="auto">Play</dd></div>
</dl>
<section id="part-5">
<h4 dir="auto">deep</h4>
<aside>
<p class="head" dir="auto">Heed</p>
<p dir="auto">this</p>
</aside>
</section>
</section>
</section>
<section id="part-7" class="chapter">
<h2 dir="auto">Second</h2>
<ol>
<li dir="auto">a<br><br>b</li>
</ol>
<div class="table"><table>
<thead><tr><th scope="col" dir="auto">Name</th><th scope="col" dir="auto" class="number">N</th></tr></thead>
<tbody>
<tr><th scope="row" dir="auto">long long long long long</th><td dir="auto" class="number short">1</td></tr>
<tr><th scope="row" dir="auto">x</th><td dir="auto" class="number short"></td></tr>
</tbody>
</table></div>
<blockquote dir="auto">said</blockquote>
</section>
</main>
</body>
</html>
`
	_, body, _ := strings.Cut(b.String(), "<main>\n")
	if body != want {
		t.Errorf("got\n%s\nwant\n%s", body, want)
	}
	for _, s := range []string{`<html lang="pt-BR">`, `content: "Team\000020\000022A\000022"`, "<title>Boys &amp; Girls</title>"} {
		if !strings.Contains(b.String(), s) {
			t.Errorf("no %s", s)
		}
	}
}

// TestNothingFromElsewhere: the file loads nothing, runs nothing, and its style holds no address.
func TestNothingFromElsewhere(t *testing.T) {
	if regexp.MustCompile(`(?i)url\(|@import|http|javascript|expression|</style`).MatchString(style) {
		t.Error("the style reaches out")
	}
	if language(`en"><script>`) != "en" || language("") != "en" || language("de-AT") != "de-AT" {
		t.Error("languages")
	}
}

// document puts one text into every place that a text can have.
func document(s string) report.Doc {
	return report.Doc{Title: s, Foot: s, Language: s, Blocks: []report.Block{
		report.Contents{Title: s, Depth: 4}, report.Paragraph{Text: s}, report.Chapter{Text: "c" + s}, report.Heading{Level: 2, Text: "h" + s},
		report.Facts{Facts: []report.Fact{{Label: s, Text: s}}}, report.List{Items: []string{s, "y"}}, report.List{Ordered: true, Items: []string{s}},
		report.Quote{Text: s}, report.Note{Title: s, Text: s}, report.Table{Header: []string{"h", s}, Rows: [][]string{{s, "z"}, {"", s}}},
	}}
}

// parse parts a file into tags and text. What is in the style is looked at apart.
func parse(t interface{ Fatalf(string, ...any) }, file string) (tags, text []string) {
	head, rest, _ := strings.Cut(file, "<style>\n"+style)
	css, rest, ok := strings.Cut(rest, "</style>")
	if !ok || !regexp.MustCompile(`^@page \{ @bottom-left \{ content: "(?:[A-Za-z0-9]|\\[0-9A-F]{6})*" \} \}\n$`).MatchString(css) {
		t.Fatalf("the style is %q", css)
	}
	for _, piece := range strings.SplitAfter(head+rest, ">") {
		words, tag, ok := strings.Cut(piece, "<")
		if w := strings.Join(strings.Fields(html.UnescapeString(words)), " "); w != "" {
			text = append(text, w)
		}
		if strings.ContainsAny(words, "<>") || strings.Contains(tag, "<") {
			t.Fatalf("%q is no tag", piece)
		}
		if ok && tag != "br>" {
			tags = append(tags, tag)
		}
	}
	return tags, text
}

// known are all tags that a document may hold, with their attributes as written.
func known() *regexp.Regexp {
	return regexp.MustCompile(`^(?:!DOCTYPE html|html lang="[A-Za-z0-9-]+"|meta (?:charset="utf-8"|http-equiv="Content-Security-Policy" content="[a-z0-9 ';-]+"|` +
		`name="viewport" content="[a-z0-9=, -]+"|name="color-scheme" content="light dark")|section id="part-\d+"(?: class="chapter")?|` +
		`a href="#part-\d+" dir="auto"|li class="level-[1-4]"|th scope="(?:row|col)" dir="auto"(?: class="[a-z ]+")?|td dir="auto"(?: class="[a-z ]+")?|` +
		`p class="head" dir="auto"|div class="table"|(?:h[1-6]|p|li|dt|dd|blockquote) dir="auto"|` +
		`/?(?:html|head|title|body|main|nav|ol|ul|li|p|h[1-6]|section|dl|dt|dd|div|aside|blockquote|table|thead|tbody|tr|th|td|a))>$`)
}

func check(t interface {
	Fatal(...any)
	Fatalf(string, ...any)
}, s string) {
	var b bytes.Buffer
	if err := Write(&b, document(s)); err != nil {
		t.Fatal(err)
	}
	tags, shown := parse(t, b.String())
	ok, open := known(), []string(nil)
	for _, tag := range tags {
		if !ok.MatchString(tag) {
			t.Fatalf("%q made the tag <%s", s, tag)
		}
		name, _, _ := strings.Cut(strings.TrimSuffix(tag, ">"), " ")
		switch end, closes := strings.CutPrefix(name, "/"); {
		case closes && (len(open) == 0 || open[len(open)-1] != end):
			t.Fatalf("%q: </%s> in %v", s, end, open)
		case closes:
			open = open[:len(open)-1]
		case name != "meta" && name != "!DOCTYPE":
			open = append(open, name)
		}
	}
	if len(open) > 0 {
		t.Fatalf("%q leaves %v open", s, open)
	}
	for l := range strings.SplitSeq(text.Plain(s), "\n") {
		if l = strings.Join(strings.Fields(l), " "); l != "" && !slices.Contains(shown, l) {
			t.Fatalf("%q is not in the text %q", l, shown)
		}
	}
}

func TestTextMakesNoMarkup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(strings.Split("a b < > </p> <script> <!-- --> &lt; &amp &#60; \" ' = \\ \\3c } { @page </style> ]]> javascript: é 好 שלום \n \n\n \x00 \x1b[31m \xff {{ }}", " ")), 0, 14).Draw(t, "parts")
		check(t, strings.Join(parts, rapid.SampledFrom([]string{"", " ", "\n"}).Draw(t, "glue")))
	})
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", "<b>", "</style><script>alert(1)</script>", `" onload="x`, "&lt;", "\\", "a\nb\n\nc", "\u202eabc", "<!--", "\x00<", "＜script＞"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 2000 {
			check(t, s)
		}
	})
}
