package improve

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"convene/internal/ledger"
	"convene/internal/text"
)

// ParseNumber reads a value as people type it: "75%", "3.5", "1,200", "1 200 minutes", "-4". What stands behind the number
// must be the measure's unit, in any case; a measure without a unit takes any. A comma parts thousands and nothing else:
// "3,5" is refused, since people mean two different things by it.
//
// An error is a sentence for the person who typed.
func ParseNumber(typed, unit string) (float64, error) {
	typed = text.Line(typed, text.LineMax)
	digits, tail := cutNumber(typed)
	plain, ok := ungrouped(digits)
	switch {
	case !strings.ContainsAny(digits, "0123456789"):
		return 0, ledger.Refuse("“%s” is no number. Nothing was changed: write it like 75%%, 3.5 or 1,200.", short(typed))
	case !ok && strings.Contains(digits, ","):
		return 0, ledger.Refuse("“%s” can mean two numbers. Nothing was changed: write 3.5 with a point, and 1,200 or 1200 for thousands.", short(typed))
	case !ok, tail != "" && !strings.ContainsFunc(tail, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsSymbol(r) || r == '%' || r == '‰' }):
		return 0, ledger.Refuse("“%s” is no number. Nothing was changed: write it like 75%%, 3.5 or 1,200.", short(typed))
	case tail != "" && unit != "" && !sameUnit(tail, unit):
		return 0, ledger.Refuse("“%s” is counted in %s here. Nothing was changed: write the number alone, or change the unit of the measure.", short(typed), unit)
	case unit == "" && strings.ContainsAny(tail, "0123456789"):
		return 0, ledger.Refuse("“%s” is more than one number. Nothing was changed: write one of them, and the rest into the note.", short(typed))
	}
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil || !finite(v) {
		return 0, noNumber()
	}
	return rounded(v), nil
}

// UnitOf is what stands behind the number in a typed value, for a measure that has no unit yet; empty where nothing does.
func UnitOf(typed string) string {
	_, tail := cutNumber(text.Line(typed, text.LineMax))
	return text.Line(tail, UnitMax)
}

// cutNumber parts a typed value into the number, with a plain minus, and what is behind it.
func cutNumber(s string) (digits, tail string) {
	s = strings.TrimPrefix(strings.NewReplacer("−", "-", "–", "-").Replace(s), "+")
	end := 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9', r == ',', r == '.', r == '\'', r == '’', r == '-' && i == 0:
			end = i + utf8.RuneLen(r)
		case r == ' ' && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9':
		default:
			return s[:end], strings.TrimSpace(s[end:])
		}
	}
	return s[:end], strings.TrimSpace(s[end:])
}

// ungrouped takes the signs that part thousands out of a number, where they stand before groups of three digits.
func ungrouped(s string) (string, bool) {
	whole, rest, point := strings.Cut(s, ".")
	minus := strings.HasPrefix(whole, "-")
	whole = strings.TrimPrefix(whole, "-")
	for _, sep := range []string{",", " ", "'", "’"} {
		if !strings.Contains(whole, sep) {
			continue
		}
		groups := strings.Split(whole, sep)
		if len(groups[0]) < 1 || len(groups[0]) > 3 || groups[0] == "0" {
			return "", false
		}
		for _, g := range groups[1:] {
			if len(g) != 3 {
				return "", false
			}
		}
		whole = strings.Join(groups, "")
		break
	}
	if strings.Trim(whole+rest, "0123456789") != "" || whole == "" && rest == "" || point && rest == "" {
		return "", false
	}
	if minus {
		whole = "-" + whole
	}
	if point {
		return whole + "." + rest, true
	}
	return whole, true
}

func sameUnit(a, b string) bool {
	fold := func(s string) string { return strings.TrimSuffix(strings.ToLower(strings.TrimSuffix(s, ".")), "s") }
	percent := func(s string) bool {
		s = strings.ToLower(strings.ReplaceAll(s, " ", ""))
		return s == "%" || s == "percent"
	}
	return fold(a) == fold(b) || text.Key(a) == text.Key(b) || percent(a) && percent(b)
}

// Show writes a value with its unit, so that ParseNumber reads the same: "75%", "1,200 minutes", "3.5". It shows six digits
// behind the point at most, as many as ParseNumber keeps.
func Show(v float64, unit string) string {
	s := decimal(v)
	whole, rest, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	var b strings.Builder
	if strings.HasPrefix(s, "-") {
		b.WriteByte('-')
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if point {
		b.WriteString("." + rest)
	}
	switch unit {
	case "":
	case "%", "‰", "°":
		b.WriteString(unit)
	default:
		b.WriteString(" " + unit)
	}
	return b.String()
}

// decimals is how many digits behind the point are kept: what comes of counting in twos is not shown.
const decimals = 6

func decimal(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if _, rest, _ := strings.Cut(s, "."); len(rest) > decimals {
		s = strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', decimals, 64), "0"), ".")
	}
	if strings.Trim(s, "-0") == "" {
		return "0"
	}
	return s
}

// rounded is a value as it is shown: 0.3, not 0.30000000000000004, and no minus before a zero.
func rounded(v float64) float64 {
	if r, err := strconv.ParseFloat(decimal(v), 64); err == nil {
		return r
	}
	return v
}

// short shortens what was typed where it is long.
func short(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) > most {
		return string([]rune(s)[:most]) + "…"
	}
	return s
}
