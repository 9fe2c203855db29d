package partner

import "strings"

// Label is the kind's name in plain words, used where no guide pack replaces it.
func (k Kind) Label() string {
	switch k {
	case "ost":
		return "out-of-school time"
	case "direct":
		return "direct service"
	case "nonprofit":
		return "nonprofit"
	case "health":
		return "health care"
	case "research":
		return "university research"
	case "education":
		return "college of education"
	case "foundation":
		return "foundation"
	case "government":
		return "government"
	case "business":
		return "local business"
	case "other":
		return "other"
	}
	return string(k)
}

// KindOf finds the kind that a person means by a word or two, in the tool's words, the source's or the spreadsheet's.
func KindOf(typed string) (Kind, bool) {
	w := plain(typed)
	for _, k := range Kinds() {
		if w == string(k) || w == plain(k.Label()) {
			return k, true
		}
	}
	for _, hint := range []struct {
		word string
		kind Kind
	}{
		{"out of school", "ost"}, {"afterschool", "ost"}, {"after school", "ost"}, {"before school", "ost"}, {"ost provider", "ost"},
		{"direct service", "direct"}, {"embedded", "direct"}, {"college of education", "education"}, {"school of education", "education"},
		{"teacher college", "education"}, {"universit", "research"}, {"research", "research"}, {"health", "health"}, {"clinic", "health"},
		{"hospital", "health"}, {"medical", "health"}, {"foundation", "foundation"}, {"funder", "foundation"}, {"philanthrop", "foundation"},
		{"government", "government"}, {"agency", "government"}, {"city", "government"}, {"county", "government"}, {"public library", "government"},
		{"business", "business"}, {"company", "business"}, {"shop", "business"}, {"employer", "business"}, {"nonprofit", "nonprofit"},
		{"non profit", "nonprofit"}, {"not for profit", "nonprofit"}, {"community based", "nonprofit"}, {"ngo", "nonprofit"}, {"charity", "nonprofit"},
	} {
		if hinted(w, hint.word) {
			return hint.kind, true
		}
	}
	return "", false
}

// Label is the When in plain words.
func (w When) Label() string {
	switch w {
	case "before":
		return "before school"
	case "day":
		return "school day"
	case "after":
		return "after school"
	case "summer":
		return "summer"
	}
	return string(w)
}

// WhenOf finds the time that a person means.
func WhenOf(typed string) (When, bool) {
	w := plain(typed)
	for _, v := range Whens() {
		if w == string(v) || w == plain(v.Label()) {
			return v, true
		}
	}
	for _, hint := range []struct {
		word string
		when When
	}{
		// "After the school day" is after, "during the summer" is summer: the particular words come first.
		{"summer", "summer"}, {"before", "before"}, {"morning", "before"}, {"after", "after"}, {"evening", "after"},
		{"school day", "day"}, {"school hours", "day"}, {"in school", "day"}, {"during", "day"},
	} {
		if hinted(w, hint.word) {
			return hint.when, true
		}
	}
	return "", false
}

// whensOf finds the times that a person means by a phrase: spreadsheets say "before and after school".
func whensOf(typed string) ([]When, bool) {
	var out []When
	parts := strings.FieldsFunc(strings.NewReplacer(" and ", "/", " AND ", "/", " And ", "/").Replace(typed), func(r rune) bool {
		return strings.ContainsRune("/&+", r)
	})
	for _, part := range parts {
		w, ok := WhenOf(part)
		if !ok {
			w, ok = WhenOf(typed)
			return []When{w}, ok
		}
		out = append(out, w)
	}
	return out, len(out) > 0
}

// hinted says that one of the words begins with hint: "city hall" speaks of a city, "capacity building" does not.
func hinted(words, hint string) bool { return strings.Contains(" "+words, " "+hint) }

// plain folds case and punctuation, for words that people type.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return strings.ContainsRune(" \t-_/.,;:&()", r)
	}), " ")
}
