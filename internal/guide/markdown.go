package guide

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// section is a heading and the plain text under it.
type section struct {
	line     int
	level    int
	label    string
	id       string
	attrs    map[string]any // what stands in the braces besides the ID
	texts    []block        // paragraphs and list items, in order
	quotes   []block        // quoted paragraphs: the credit
	children []section
}

// block is one paragraph, folded to one line.
type block struct {
	line int
	text string
	item bool // of a list
}

// outline reads the Markdown of one file into headings and paragraphs, and refuses what a pack has no use for.
func outline(file string, source []byte) *page {
	pg := &page{file: file, last: 1 + bytes.Count(bytes.TrimRight(source, "\n"), []byte("\n"))}
	md := parser.NewParser( // without paragraph transformers: a line like "[a]: b" stays text
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithAttribute())
	o := outliner{page: pg, source: source}
	for n := md.Parse(text.NewReader(source)).FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			o.heading(h)
			continue
		}
		o.block(n, false, false, 0)
	}
	return pg
}

// outliner fills a page from the syntax tree.
type outliner struct {
	page   *page
	source []byte
	now    *section // where text goes
}

func (o *outliner) line(n ast.Node) int {
	at := n.Pos()
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		at = n.Lines().At(0).Start
	}
	at = max(0, min(at, len(o.source)))
	return 1 + bytes.Count(o.source[:at], []byte("\n"))
}

func (o *outliner) heading(h *ast.Heading) {
	pg, s := o.page, section{line: o.line(h), level: h.Level}
	s.label = o.plain(h, s.line)
	for _, a := range h.Attributes() {
		id, isText := a.Value.([]byte)
		if string(a.Name) == "id" && isText {
			s.id = string(id)
			continue
		}
		if s.attrs == nil {
			s.attrs = map[string]any{}
		}
		s.attrs[string(a.Name)] = a.Value
	}
	switch {
	case h.Level == 1 && pg.title.line == 0 && len(pg.sections) == 0:
		pg.title = s
		o.now = &pg.title
	case h.Level == 1:
		pg.bad(s.line, "there is a second title. A file has one heading with one #, at its top; write ## here.")
	case h.Level == 2:
		pg.sections = append(pg.sections, s)
		o.now = &pg.sections[len(pg.sections)-1]
	case h.Level == 3 && len(pg.sections) > 0:
		up := &pg.sections[len(pg.sections)-1]
		up.children = append(up.children, s)
		o.now = &up.children[len(up.children)-1]
	case h.Level == 3:
		pg.bad(s.line, "a heading with ### stands under no heading with ##. Write ## here, or put the ## heading above it.")
	default:
		pg.bad(s.line, "a heading with %d # is too deep. Use ## or ###.", h.Level)
	}
}

const maxDepth = 8

func (o *outliner) block(n ast.Node, quoted, item bool, depth int) {
	line := o.line(n)
	if depth > maxDepth {
		o.page.bad(line, "lists and quotes are too deep in each other here. Use plain paragraphs.")
		return
	}
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		o.add(block{line: line, text: o.plain(n, line), item: item}, quoted)
	case *ast.Blockquote:
		o.each(n, true, item, depth)
	case *ast.List:
		if item {
			o.page.bad(line, "there is a list inside a list. Use one list.")
			return
		}
		o.each(n, quoted, item, depth)
	case *ast.ListItem:
		o.each(n, quoted, true, depth)
	case *ast.Heading:
		o.page.bad(line, "a heading stands inside a list or a quote. Begin its line with the # signs.")
	case *ast.CodeBlock:
		o.page.bad(line, "this line begins with four spaces or a tab, which makes it code. Begin it at the margin.")
	case *ast.ThematicBreak:
		o.page.bad(line, "a pack has no use for a line of dashes or stars. Delete it.")
	default:
		o.page.bad(line, "only headings, paragraphs, lists and quotes can stand here. Write it as plain text.")
	}
}

func (o *outliner) each(n ast.Node, quoted, item bool, depth int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		o.block(c, quoted, item, depth+1)
	}
}

func (o *outliner) add(b block, quoted bool) {
	if strings.HasPrefix(b.text, "#") && strings.Contains(b.text, "{#") {
		o.page.bad(b.line, "this looks like a heading. Put a space after the # signs.")
		return
	}
	if o.now == nil {
		return // words for whoever edits the file
	}
	if quoted {
		o.now.quotes = append(o.now.quotes, b)
		return
	}
	o.now.texts = append(o.now.texts, b)
}

// plain gives the words of a heading or paragraph without their markup, on one line.
func (o *outliner) plain(n ast.Node, line int) string {
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || c == n {
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.Text:
			v := c.Value(o.source)
			if _, code := c.Parent().(*ast.CodeSpan); !code && !c.IsRaw() {
				v = util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(v)))
			}
			b.Write(v)
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.AutoLink:
			b.Write(c.Label(o.source))
		case *ast.String:
			b.Write(c.Value)
		case *ast.CodeSpan, *ast.Emphasis, *ast.Link:
		case *ast.Image:
			o.page.bad(line, "a pack cannot hold a picture. Say it in words.")
			return ast.WalkSkipChildren, nil
		default:
			o.page.bad(line, "a pack cannot hold HTML. Write plain words, without < and >.")
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	out := strings.Join(strings.Fields(b.String()), " ")
	if bad := unfit(out); bad != "" {
		o.page.bad(line, "there is %s here. Delete it.", bad)
	}
	return out
}
