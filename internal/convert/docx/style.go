package docx

import (
	"fmt"
	"strings"
)

// style is one style of paragraphs: its properties, and those of its text.
type style struct {
	id, name, based, next string
	para, text            string
}

// size is a text's size in half points, for all scripts.
func size(n int) string { return fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%[1]d"/>`, n) }

const (
	bold    = `<w:b/><w:bCs/>`
	heading = `<w:color w:val="1F4E79"/>`
	muted   = `<w:color w:val="595959"/>`
	inCell  = `<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>`
	boxed   = `<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="B35900"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="FFF6EC"/>`
)

func paragraphs() []style {
	out := []style{
		{"Title", "Title", "Normal", "Normal", `<w:keepNext/><w:spacing w:before="0" w:after="160" w:line="240" w:lineRule="auto"/>`, bold + heading + size(40)},
		{"ListBullet", "List Bullet", "Normal", "ListBullet", `<w:spacing w:after="60"/><w:ind w:left="360" w:hanging="360"/>`, ""},
		{"ListNumber", "List Number", "Normal", "ListNumber", `<w:spacing w:after="60"/><w:ind w:left="360" w:hanging="360"/>`, ""},
		{"Fact", "Fact", "Normal", "Fact", `<w:keepLines/><w:tabs><w:tab w:val="left" w:pos="3062"/></w:tabs><w:spacing w:after="60"/><w:ind w:left="3062" w:hanging="3062"/>`, ""},
		{"Quote", "Quote", "Normal", "Normal", `<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="1F4E79"/></w:pBdr><w:ind w:left="240"/>`, ""},
		{"NoteTitle", "Note Title", "Note", "Note", `<w:keepNext/>` + boxed + `<w:spacing w:after="0"/><w:ind w:left="240"/>`, bold},
		{"Note", "Note", "Normal", "Note", boxed + `<w:ind w:left="240"/>`, ""},
		{"TableText", "Table Text", "Normal", "TableText", inCell, size(20)},
		{"TableName", "Table Name", "TableText", "TableText", inCell, bold},
		{"TableHead", "Table Head", "TableText", "TableText", `<w:keepNext/>` + inCell, bold},
		{"ContentsTitle", "Contents Title", "Normal", "Normal", `<w:keepNext/><w:spacing w:before="120" w:after="60"/>`, bold + heading},
		{"Footer", "footer", "Normal", "Footer", `<w:spacing w:after="0"/>`, muted + size(18)},
		{"Gap", "Gap", "Normal", "Normal", `<w:spacing w:after="0" w:line="160" w:lineRule="exact"/>`, size(8)},
	}
	for i, n := range []int{30, 25, 22, 22} {
		out = append(out,
			style{fmt.Sprintf("Heading%d", i+1), fmt.Sprintf("heading %d", i+1), "Normal", "Normal",
				fmt.Sprintf(`<w:keepNext/><w:keepLines/><w:spacing w:before="%d" w:after="80" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="%d"/>`, 320-40*i, i), bold + heading + size(n)},
			style{fmt.Sprintf("TOC%d", i+1), fmt.Sprintf("toc %d", i+1), "Normal", "Normal", fmt.Sprintf(`<w:spacing w:after="20"/><w:ind w:left="%d"/>`, 280*i), ""})
	}
	return out
}

// styles are those of Word by name where it has one, so that its navigation and its table of contents know them.
func (b *body) styles() string {
	var out strings.Builder
	lang := escape(language(b.doc.Language))
	out.WriteString(`<w:styles ` + wordSpace + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/>` + size(22) +
		`<w:lang w:val="` + lang + `" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
		`<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/><w:rPr>` + bold + `</w:rPr></w:style>`)
	for _, s := range paragraphs() {
		fmt.Fprintf(&out, `<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="%s"/><w:next w:val="%s"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>`,
			s.id, s.name, s.based, s.next, s.para, s.text)
	}
	out.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar>` +
		`<w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
		`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(&out, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>`, side)
	}
	return out.String() + `</w:tblBorders></w:tblPr></w:style></w:styles>`
}
