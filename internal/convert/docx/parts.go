package docx

import (
	"fmt"
	"strings"
)

// file is one part of the package that a document is.
type file struct{ name, xml string }

// The names that the format has for itself.
const (
	wordSpace  = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	relSpace   = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relations  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	office     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	properties = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
	kind       = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// parts are all files of the package, in their order.
func (b *body) parts() []file {
	return []file{
		{"[Content_Types].xml", types()},
		{"_rels/.rels", relations + relation(1, office+"officeDocument", "word/document.xml") + relation(2, properties, "docProps/core.xml") + `</Relationships>`},
		{"docProps/core.xml", b.core()},
		{"word/_rels/document.xml.rels", relations + relation(1, office+"styles", "styles.xml") + relation(2, office+"numbering", "numbering.xml") +
			relation(3, office+"footer", "footer1.xml") + relation(4, office+"settings", "settings.xml") + `</Relationships>`},
		{"word/document.xml", `<w:document ` + wordSpace + ` ` + relSpace + `><w:body>` + b.String() + b.page() + `</w:body></w:document>`},
		{"word/styles.xml", b.styles()},
		{"word/numbering.xml", b.numbering()},
		{"word/settings.xml", b.settings()},
		{"word/footer1.xml", b.footer()},
	}
}

func relation(id int, kind, target string) string {
	return fmt.Sprintf(`<Relationship Id="rId%d" Type="%s" Target="%s"/>`, id, kind, target)
}

func types() string {
	out := `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + kind + `document.main+xml"/>`
	for _, p := range [][2]string{{"styles", "styles"}, {"numbering", "numbering"}, {"settings", "settings"}, {"footer1", "footer"}} {
		out += fmt.Sprintf(`<Override PartName="/word/%s.xml" ContentType="%s%s+xml"/>`, p[0], kind, p[1])
	}
	return out + `</Types>`
}

// core says what the document is and in which language, not who wrote it.
func (b *body) core() string {
	return `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:title>` + escape(line(b.doc.Title)) + `</dc:title><dc:language>` + escape(language(b.doc.Language)) + `</dc:language></cp:coreProperties>`
}

// page is the size of the pages, and what stands at their foot.
func (b *body) page() string {
	turned := ""
	if b.rtl {
		turned = "<w:bidi/>"
	}
	return fmt.Sprintf(`<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="%d" w:h="%d"/>`+
		`<w:pgMar w:top="1080" w:right="%d" w:bottom="1080" w:left="%[3]d" w:header="540" w:footer="540" w:gutter="0"/>%s</w:sectPr>`,
		b.paper.width, b.paper.height, margin, turned)
}

// footer is the document's foot, and the page's number among all pages.
func (b *body) footer() string {
	foot := line(b.doc.Foot)
	if foot == "" {
		foot = line(b.doc.Title)
	}
	field := func(name string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + name + ` </w:instrText></w:r>` +
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	return `<w:ftr ` + wordSpace + `><w:p><w:pPr><w:pStyle w:val="Footer"/>` + fmt.Sprintf(`<w:tabs><w:tab w:val="right" w:pos="%d"/></w:tabs>`, b.paper.text()) +
		b.direction(foot) + `</w:pPr>` + b.runs(foot) + `<w:r><w:tab/></w:r>` + field("PAGE") + `<w:r><w:t xml:space="preserve"> / </w:t></w:r>` + field("NUMPAGES") + `</w:p></w:ftr>`
}

// settings say that the document is of today's kind, else it opens as one of an old program.
func (b *body) settings() string {
	return `<w:settings ` + wordSpace + `><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
		`<w:themeFontLang w:val="` + escape(language(b.doc.Language)) + `"/></w:settings>`
}

// numbering has one list without numbers, and one for each numbered list of the document.
func (b *body) numbering() string {
	level := func(format, text string) string {
		return fmt.Sprintf(`<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>`+
			`<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl>`, format, text)
	}
	var out strings.Builder
	out.WriteString(`<w:numbering ` + wordSpace + `><w:abstractNum w:abstractNumId="0">` + level("bullet", "•") + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="1">` + level("decimal", "%1.") + `</w:abstractNum>` +
		fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="0"/></w:num>`, bullets))
	for i := range b.ordered {
		fmt.Fprintf(&out, `<w:num w:numId="%d"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`, bullets+1+i)
	}
	return out.String() + `</w:numbering>`
}
