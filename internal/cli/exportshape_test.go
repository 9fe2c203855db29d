package cli

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"convene/internal/activity/cardsort"
	"convene/internal/report"
)

// TestShapes holds docs/exports.md against the types: CONVENE_UPDATE=1 writes it. A key that goes or changes is a new
// report.JSONVersion.
func TestShapes(t *testing.T) {
	const path = "../../docs/exports.md"
	var b bytes.Buffer
	b.WriteString(shapesHead)
	for _, x := range []struct {
		name  string
		value any
		about string
	}{
		{"inventory", report.PartnerJSON{}, "A list of these, without a head:"}, {"cardsort", cardsort.Result{}, "Without a head:"},
		{"partner", report.PartnerPageJSON{}, ""}, {"agenda", report.AgendaJSON{}, ""}, {"touchpoints", report.TouchpointsJSON{}, ""},
		{"plan", report.PlanJSON{}, ""}, {"communication", report.CommunicationJSON{}, ""}, {"improvement", report.ImprovementJSON{}, ""},
		{"minutes", report.MinutesJSON{}, ""}, {"workspace", report.WorkspaceJSON{}, ""},
	} {
		fmt.Fprintf(&b, "\n## %s\n\n", x.name)
		if x.about != "" {
			b.WriteString(x.about + "\n\n")
		}
		b.WriteString("```\n")
		shape(&b, reflect.TypeOf(x.value), "")
		b.WriteString("```\n")
	}
	if os.Getenv("CONVENE_UPDATE") != "" {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if was, err := os.ReadFile(path); err != nil || !bytes.Equal(was, b.Bytes()) {
		t.Errorf("docs/exports.md is not what the exports are (%v): write it with CONVENE_UPDATE=1, and raise report.JSONVersion where a key went", err)
	}
}

const shapesHead = `# What the JSON exports hold

For whoever reads an export with a program. Each file but the inventory and the card sort begins with a head: what it is, the
version of its shape, the team, the day, and whether contacts were asked for. Within a version keys may be added; none goes, and
none changes its meaning. Every key is always there, but for contacts, which are there when ` + "`--with-contacts`" + ` asked for them. Days are
written 2027-01-15; what is not known is empty, 0 or null. This page is made from the program.
`

func shape(b *bytes.Buffer, t reflect.Type, indent string) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			shape(b, f.Type, indent)
			continue
		}
		of, word := f.Type, ""
		for of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer {
			if of.Kind() == reflect.Slice {
				word += "list of "
			} else {
				word += "null or "
			}
			of = of.Elem()
		}
		switch of.Kind() {
		case reflect.Struct:
			fmt.Fprintf(b, "%s%s: %s\n", indent, name, strings.TrimSpace(word+"{"))
			shape(b, of, indent+"  ")
			fmt.Fprintf(b, "%s}\n", indent)
		case reflect.Int, reflect.Float64:
			fmt.Fprintf(b, "%s%s: %snumber\n", indent, name, word)
		case reflect.Bool:
			fmt.Fprintf(b, "%s%s: %strue or false\n", indent, name, word)
		default:
			fmt.Fprintf(b, "%s%s: %stext\n", indent, name, word)
		}
	}
}

// TestNoPackageOnATerminal: what no terminal can show is not written to one.
func TestNoPackageOnATerminal(t *testing.T) {
	d := newDesk(t, "")
	d.prints = true
	d.run(t, exitUsage, "export", "minutes", "--format", "docx")
	if said := d.err.String(); d.out.Len() > 0 || !strings.Contains(said, "A docx file is nothing that a terminal can show. Write it to a file: `convene export minutes --format docx -o minutes.docx`.") {
		t.Errorf("%q, %d bytes", said, d.out.Len())
	}
}
