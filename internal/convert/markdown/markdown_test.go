package markdown

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	render "github.com/yuin/goldmark/renderer/html"
	"pgregory.net/rapid"

	"convene/internal/report"
	"convene/internal/text"
)

func TestWrite(t *testing.T) {
	d := report.Doc{Title: "Partners of *ours*", Blocks: []report.Block{
		report.Paragraph{Text: "One_two.\nThree.\n\n1. Four & five &amp; six."},
		report.Heading{Level: 1, Text: "Boys & Girls #1"},
		report.Facts{Facts: []report.Fact{{Label: "Mission", Text: "- Play\n+ learn"}, {Label: "Since", Text: "2009"}}},
		report.List{Items: []string{"a", "b\n\nc"}},
		report.List{Ordered: true, Items: []string{"<script>"}},
		report.Quote{Text: "Said.\nSo."},
		report.Table{Header: []string{"Name", "N"}, Right: []bool{false, true}, Rows: [][]string{{"a|b\nc", "1"}, {"x"}}},
	}}
	want := "# Partners of \\*ours\\*\n\nOne\\_two.\\\nThree.\n\n1\\. Four & five \\&amp; six.\n\n## Boys & Girls \\#1\n\n" +
		"- **Mission:** \\- Play\\\n  \\+ learn\n- **Since:** 2009\n\n- a\n- b\n\n  c\n\n1. \\<script>\n\n> Said.\\\n> So.\n\n" +
		"| Name | N |\n| --- | --: |\n| a\\|b<br>c | 1 |\n| x | |\n"
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestContentsAndNotes(t *testing.T) {
	d := report.Doc{Title: "T", Blocks: []report.Block{
		report.Contents{Title: "Contents", Depth: 2}, report.Chapter{Text: "One"}, report.Heading{Level: 2, Text: "*In*"}, report.Heading{Level: 3, Text: "deep"},
		report.Note{Title: "Heed", Text: "this\n\nthat"}, report.Note{Text: "alone"},
	}}
	want := "# T\n\n**Contents**\n\n- One\n  - \\*In\\*\n\n## One\n\n### \\*In\\*\n\n#### deep\n\n> **Heed**\n>\n> this\n>\n> that\n\n> alone\n"
	var b bytes.Buffer
	if err := Write(&b, d); err != nil || b.String() != want {
		t.Errorf("%v got\n%s\nwant\n%s", err, b.String(), want)
	}
}

// seen is the text that a reader of the Markdown sees, by lines.
func seen(t interface{ Fatal(...any) }, md []byte) []string {
	g := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList), goldmark.WithRendererOptions(render.WithUnsafe()))
	var b bytes.Buffer
	if err := g.Convert(md, &b); err != nil {
		t.Fatal(err)
	}
	s := regexp.MustCompile(`</?(?:br|p|h\d|li|ul|ol|td|th|tr|table|thead|tbody|blockquote)[^<>]*>`).ReplaceAllString(b.String(), "\n")
	s = html.UnescapeString(regexp.MustCompile(`<[^<>]*>`).ReplaceAllString(s, ""))
	return lines(s)
}

func lines(s string) []string {
	var out []string
	for l := range strings.SplitSeq(text.Plain(s), "\n") {
		if l = strings.Join(strings.Fields(l), " "); l != "" {
			out = append(out, l)
		}
	}
	return out
}

func oneLine(s string) []string { return lines(strings.Join(strings.Fields(text.Plain(s)), " ")) }

// document puts one text into every place that a text can have.
func document(s string) (report.Doc, []string) {
	d := report.Doc{Title: s, Blocks: []report.Block{
		report.Paragraph{Text: s}, report.Heading{Level: 2, Text: s}, report.Facts{Facts: []report.Fact{{Label: "Label", Text: s}}},
		report.Heading{Level: 3, Text: "x"}, report.List{Items: []string{s, "y"}}, report.Paragraph{Text: "x"}, report.List{Ordered: true, Items: []string{s}},
		report.Quote{Text: s}, report.Table{Header: []string{"h", s}, Rows: [][]string{{s, "z"}, {"", s}}},
	}}
	want := slices.Concat(oneLine(s), lines(s), oneLine(s), lines("Label: "+strings.TrimLeft(text.Plain(s), " \t\n")), []string{"x"}, lines(s), []string{"y", "x"}, lines(s),
		lines(s), []string{"h"}, oneLineCell(s), lines(s), []string{"z"}, lines(s))
	return d, want
}

func oneLineCell(s string) []string { return lines(s) }

func check(t interface {
	Fatal(...any)
	Fatalf(string, ...any)
}, s string) {
	d, want := document(s)
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	if got := seen(t, b.Bytes()); !slices.Equal(got, want) {
		t.Fatalf("%q\n got %q\nwant %q\nin\n%s", s, got, want, b.String())
	}
}

func TestTextStaysWhatItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(strings.Split("a b 1 1. 2) - + * _ ** __ # ## > | \\ ` ``` ~~ ~~~ < > </p> <br> & &amp; &#35; [x] [ ] (y) ! ![ ]( :: = === --- $ $$ é 好 \n \n\n \t . http://x.org a@b.org | :-- <!-- {} ' \"", " ")), 0, 14).Draw(t, "parts")
		glue := rapid.SampledFrom([]string{"", " ", "  ", "\n", "    "}).Draw(t, "glue")
		check(t, strings.Join(parts, glue))
	})
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", "*b*", "1. x", "a\\|b", "    code", "> q", "[l]: http://x", "a | b\n--- | ---", "\\", "&copy;", "# h #"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 2000 {
			check(t, s)
		}
	})
}
