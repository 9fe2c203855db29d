package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"convene/internal/report"
)

// failer is a test of any kind.
type failer interface {
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// unzip returns all parts of a file, each of them well-formed.
func unzip(t failer, b []byte) map[string]string {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(part)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v\n%s", f.Name, err, part)
			}
		}
		out[f.Name] = string(part)
	}
	return out
}

func write(t failer, d report.Doc) []byte {
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWrite(t *testing.T) {
	d := report.Doc{Title: "Boys & Girls", Foot: "Team · Boys", Language: "pt-BR", Blocks: []report.Block{
		report.Paragraph{Text: "One.\nTwo.\n\nThree."}, report.Contents{Title: "Contents", Depth: 2}, report.Chapter{Text: "First"}, report.Heading{Level: 2, Text: "<b>"},
		report.Facts{Facts: []report.Fact{{Label: "Mission", Text: "Play"}}}, report.Note{Title: "Heed", Text: "this"},
		report.List{Ordered: true, Items: []string{"a", "b"}}, report.List{Ordered: true, Items: []string{"c"}}, report.List{Items: []string{"d"}},
		report.Table{Header: []string{"Name", "N"}, Right: []bool{false, true}, Named: true, Rows: [][]string{{"שלום and 好", "1"}, {"x"}}}, report.Quote{Text: "said"},
	}}
	b := write(t, d)
	if !bytes.Equal(b, write(t, d)) {
		t.Error("the same document gives other bytes")
	}
	parts := unzip(t, b)
	for name, want := range map[string][]string{
		"[Content_Types].xml": {"/word/document.xml"}, "_rels/.rels": {"word/document.xml", "docProps/core.xml"}, "word/settings.xml": {`w:val="15"`},
		"word/_rels/document.xml.rels": {"styles.xml", "numbering.xml", "footer1.xml", "settings.xml"},
		"docProps/core.xml":            {"<dc:title>Boys &amp; Girls</dc:title>", "<dc:language>pt-BR</dc:language>"},
		"word/footer1.xml":             {"Team · Boys", " PAGE ", " NUMPAGES "},
		"word/styles.xml":              {`w:lang w:val="pt-BR"`, `w:styleId="Heading4"`, `<w:outlineLvl w:val="0"/>`},
		"word/numbering.xml":           {`<w:num w:numId="3">`, "startOverride"},
		"word/document.xml": {`<w:pStyle w:val="Title"/>`, "One.</w:t><w:br/>", `TOC \o "1-2"`, `w:anchor="part2"`, `<w:pageBreakBefore/>`, `w:name="part2"`,
			"&lt;b&gt;", `<w:numId w:val="2"/>`, `<w:numId w:val="3"/>`, "<w:tblHeader/>", "<w:cantSplit/>", `<w:jc w:val="right"/>`, "<w:rtl/>", `w:hint="eastAsia"`,
			`<w:pStyle w:val="TableName"/><w:keepNext/><w:bidi/>`, `<w:pgSz w:w="11906" w:h="16838"/>`, `<w:pStyle w:val="Quote"/>`},
	} {
		for _, s := range want {
			if !strings.Contains(parts[name], s) {
				t.Errorf("%s has no %s:\n%s", name, s, parts[name])
			}
		}
	}
	if strings.Contains(parts["docProps/core.xml"], "creator") || strings.Contains(parts["docProps/core.xml"], "created") {
		t.Error("the properties say who or when")
	}
}

// TestDirection: runs are marked by script, and what is of none stands with its neighbours or with the paragraph.
func TestDirection(t *testing.T) {
	for text, want := range map[string]string{
		"plain 12.":    "plain 12.",
		"שלום לך.":     "[שלום לך.]",
		"See שלום לך.": "See [שלום לך].",
		"你好, 世界!":      "{你好, 世界}!",
		"12":           "12",
	} {
		b := &body{}
		got := strings.NewReplacer(`<w:r><w:rPr><w:rtl/><w:lang w:bidi="he-IL"/></w:rPr>`, "[", `<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="zh-CN"/></w:rPr>`, "{").Replace(b.runs(text))
		var out strings.Builder
		closing := ""
		for piece := range strings.SplitSeq(got, "</w:r>") {
			if i := strings.IndexAny(piece, "[{"); i == 0 {
				closing = map[byte]string{'[': "]", '{': "}"}[piece[0]]
				out.WriteString(piece[:1])
			}
			_, words, _ := strings.Cut(piece, `preserve">`)
			out.WriteString(strings.TrimSuffix(words, "</w:t>") + closing)
			closing = ""
		}
		if out.String() != want {
			t.Errorf("%q is cut into %q, want %q", text, out.String(), want)
		}
	}
	if p := unzip(t, write(t, report.Doc{Title: "12", Language: "ar", Blocks: []report.Block{report.Table{Header: []string{"1"}}}}))["word/document.xml"]; !strings.Contains(p, "<w:bidiVisual/>") || strings.Count(p, "<w:bidi/>") < 3 {
		t.Error("a document in Arabic runs from left to right")
	}
}

// TestColumns: columns fill the page's width, and none is narrower than a word where there is room.
func TestColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 14).Draw(t, "columns")
		cell := rapid.StringOfN(rapid.SampledFrom([]rune("ab \n好")), 0, 120, -1)
		table := report.Table{Header: rapid.SliceOfN(cell, n, n).Draw(t, "head"), Rows: rapid.SliceOfN(rapid.SliceOfN(cell, 0, n), 0, 4).Draw(t, "rows")}
		for _, total := range []int{paperOf("en").text(), paperOf("de").text()} {
			sum := 0
			for _, w := range columns(table, total) {
				if w < 300 {
					t.Fatalf("a column is %d wide", w)
				}
				sum += w
			}
			if sum != total {
				t.Fatalf("%d of %d", sum, total)
			}
		}
	})
}

// check puts one text into every place that a text can have.
func check(t failer, s string) {
	parts := unzip(t, write(t, report.Doc{Title: s, Foot: s, Language: s, Blocks: []report.Block{
		report.Contents{Title: s, Depth: 4}, report.Paragraph{Text: s}, report.Chapter{Text: "c" + s}, report.Heading{Level: 9, Text: "h" + s},
		report.Facts{Facts: []report.Fact{{Label: s, Text: s}}}, report.List{Items: []string{s, "y"}}, report.List{Ordered: true, Items: []string{s}},
		report.Quote{Text: s}, report.Note{Title: s, Text: s}, report.Table{Header: []string{"h", s}, Rows: [][]string{{s, "z"}, {"", s}}},
	}}))
	var got strings.Builder
	for d := xml.NewDecoder(strings.NewReader(parts["word/document.xml"])); ; {
		token, err := d.Token()
		if err != nil {
			break
		}
		switch token := token.(type) {
		case xml.CharData:
			got.Write(token)
		case xml.StartElement:
			if token.Name.Space != "http://schemas.openxmlformats.org/wordprocessingml/2006/main" || !slices.Contains(known(), token.Name.Local) {
				t.Fatalf("%q made the tag %s", s, token.Name.Local)
			}
			if token.Name.Local == "br" || token.Name.Local == "p" {
				got.WriteByte('\n')
			}
		}
	}
	text := strings.Split(got.String(), "\n")
	for l := range strings.SplitSeq(fit(s), "\n") {
		if l = strings.Join(strings.Fields(l), " "); l != "" && !slices.Contains(text, l) {
			t.Fatalf("%q is not in the text %q", l, text)
		}
	}
}

// known are all tags that a document's text may hold.
func known() []string {
	return strings.Fields("document body p pPr pStyle r rPr t br tab rStyle rFonts lang rtl bidi bookmarkStart bookmarkEnd hyperlink fldChar instrText numPr ilvl numId " +
		"pageBreakBefore keepNext ind tbl tblPr tblStyle tblW tblLayout tblLook bidiVisual tblGrid gridCol tr trPr cantSplit tblHeader tc tcPr tcW shd jc sectPr footerReference pgSz pgMar")
}

func TestTextMakesNoMarkup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(strings.Split("a b < > </w:t> <w:p/> <!-- --> &lt; &amp &#60; &#x0; \" ' ]]> <![CDATA[ <?xml é 好 שלום مرحبا \n \n\n \t \x00 \x1b[31m \xff \u202e \uffff \ufffe", " ")), 0, 14).Draw(t, "parts")
		check(t, strings.Join(parts, rapid.SampledFrom([]string{"", " ", "\n"}).Draw(t, "glue")))
	})
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", "<b>", "</w:t>", `" w:val="x`, "&lt;", "a\nb\n\nc", "\u202eabc", "<!--", "\x00<", "\ud7ff\ue000", "שלום 12", "\U0001F600"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 2000 {
			check(t, s)
		}
	})
}
