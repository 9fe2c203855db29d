package text

import (
	"reflect"
	"testing"
)

func TestParagraphs(t *testing.T) {
	for _, c := range []struct {
		text string
		want [][]string
	}{
		{"", nil}, {" \n\n", nil}, {"one", [][]string{{"one"}}}, {"one\ntwo", [][]string{{"one", "two"}}},
		{"one\r\n\r\n  two   words\u2028three\n\n\nfour", [][]string{{"one"}, {"two words", "three"}, {"four"}}},
		{"a\x1b[31mb\xff\tc", [][]string{{"a[31mb\uFFFD c"}}},
	} {
		if got := Paragraphs(c.text); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
