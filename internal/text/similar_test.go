package text

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestKey(t *testing.T) {
	tests := []struct{ give, want string }{
		{"Boys & Girls Club", "boys girls club"},
		{"The Boys and Girls Club, Inc.", "boys girls club"},
		{"BOYS\u00a0AND  GIRLS CLUB", "boys girls club"},
		{"Café Niño", "cafe nino"},
		{"O’Brien's", "obriens"},
		{"Y.M.C.A.", "ymca"},
		{"U.S. Bank", "us bank"},
		{"St. Mary", "st mary"},
		{"St.Mary", "st mary"},
		{"habitat.org", "habitat"},
		{"Acme L.L.C.", "acme"},
		{"Acme™", "acme"},
		{"Ｆｕｌｌ　ｗｉｄｔｈ", "full width"},
		{"Straße", "strasse"},
		{"Łódź, Ærø", "lodz aero"},
		{"İstanbul", "istanbul"},
		{"The The", "the the"},
		{"The Inc", "inc"},
		{"&", "and"},
		{"", ""},
		{" \u200b\x1b[m", ""},
		{"!!!", "!!!"},
		{"???", "???"},
		{"❤️", "❤"},
		{"🎒", "🎒"},
		{"中文学校", "中文学校"},
		{"Школа", "школа"},
		{"ШКОЛА № 5", "школа no 5"},
		{"Артём", "артем"},
		{"май", "май"},
		{"مَدْرَسَة", "مدرسة"},
		{"أحمد", "احمد"},
		{"مدرسة ٥", "مدرسة 5"},
		{"می\u200cخواهم", "میخواهم"},
		{"हिन्दी", "हिन्दी"},
		{"がか", "がか"},
		{"ｶﾞ", "ガ"},
		{"한국", "한국"},
		{"שָׁלוֹם", "שלום"},
	}
	for _, tt := range tests {
		if got := Key(tt.give); got != tt.want {
			t.Errorf("Key(%+q) = %q, want %q", tt.give, got, tt.want)
		}
	}
	distinct := []string{"中文学校", "中学学校", "Школа", "Шкода", "مدرسة", "مدينة", "हिन्दी", "हन्द", "がか", "かか", "май", "маи", "!!!", "???", "🎒", "🏀", "한국", "학교"}
	for i, a := range distinct {
		for _, b := range distinct[i+1:] {
			if Key(a) == Key(b) {
				t.Errorf("%q and %q have one key, %q", a, b, Key(a))
			}
		}
	}
}

func TestSimilar(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"Boys & Girls Club", "the boys and girls club inc", true},
		{"After-School Alliance", "Afterschool Alliance", true},
		{"Co-op", "Coop", true},
		{"Public Library", "Library, Public", true},
		{"Tutoring", "Tutorign", true},
		{"Tutoring", "Tutorin", true},
		{"Tutoring", "Torin", false},
		{"Habitat", "Habbitat", true},
		{"Habitat", "Habbitatt", false},
		{"Community Garden", "Comunity Gardens", true},
		{"Community Garden", "Comunty Gardns", false},
		{"YMCA", "YWCA", false},
		{"Arts", "Art", false},
		{"PS 101 Partners", "PS 102 Partners", false},
		{"PS 101 Partners", "PS 101 Partnres", true},
		{"24/7 Fitness", "247 Fitness", false},
		{"BGC", "Boys and Girls Club", true},
		{"B.G.C.", "Boys & Girls Club", true},
		{"BAGC", "Boys and Girls Club", true},
		{"BGCA", "Boys and Girls Clubs of America", true},
		{"BGCOA", "Boys and Girls Clubs of America", true},
		{"Y M C A", "Young Men's Christian Association", true},
		{"BG", "Boys Girls", false},
		{"BG", "Boys Girls Club", false},
		{"BGD", "Boys and Girls Club", false},
		{"МГУ", "Московский государственный университет", true},
		{"", "", false},
		{"", "a", false},
		{"!!!", "!!!", true},
		{"!!!", "???", false},
		{"中文学校", "中文学校", true},
		{"中文学校", "中文學校", false},
		{"北京市第一中学", "北京市第二中学", false},
		{"Школа искусств", "ШКОЛА ИСКУСТВ", true},
		{"Школа", "Шкала", true},
		{"مدرسة", "مَدْرَسَة", true},
		{"हिन्दी", "हिन्दी", true},
		{"हिन्दी पाठशाला", "हिंदी पाठशाला", true},
		{"学校", "学院", false},
	}
	for _, tt := range tests {
		for _, p := range [][2]string{{tt.a, tt.b}, {tt.b, tt.a}} {
			if got := Similar(p[0], p[1]); got != tt.want {
				t.Errorf("Similar(%q, %q) = %v", p[0], p[1], got)
			}
		}
	}
}

func TestFindOrder(t *testing.T) {
	x := NewIndex([]Name{{"old", "nothing"}, {"typo2", "Bois and Girl Club"}, {"short", "BGC"}, {"same", "The Boys & Girls Club"},
		{"order", "Girls and Boys Club"}, {"letters", "BoysGirls Club"}, {"typo1", "Boy and Girls Club"}, {"other", "Food bank"}, {"old", "Food"}})
	want := []string{"same", "letters", "order", "typo1", "typo2", "short"}
	if got := x.Find("Boys and Girls Club"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := x.Find("nothing"); len(got) != 0 {
		t.Errorf("an ID has two names: %v", got)
	}
	if got := new(Index).Put("a", "A").Find("a"); !slices.Equal(got, []string{"a"}) {
		t.Errorf("zero value: %v", got)
	}
}

// oracle is the plain definition of distance.
func oracle(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
			default:
				d[i][j] = min(d[i-1][j], d[i][j-1], d[i-1][j-1]) + 1
				if a[i-1] == b[j-1] {
					d[i][j] = min(d[i][j], d[i-1][j-1])
				}
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					d[i][j] = min(d[i][j], d[i-2][j-2]+1)
				}
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestDistance(t *testing.T) {
	word := rapid.SliceOfN(rapid.SampledFrom([]rune("abc")), 0, 9)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		if len(a) > len(b) {
			a, b = b, a
		}
		limit := rapid.IntRange(1, 2).Draw(t, "limit")
		want := oracle(a, b)
		if want > limit {
			want = -1
		}
		if got := distance(a, b, limit); got != want {
			t.Fatalf("distance(%q, %q, %d) = %d, want %d", string(a), string(b), limit, got, want)
		}
	})
}

var nameWords = rapid.OneOf(rapid.SampledFrom([]string{"the", "and", "&", "Boys", "Girls", "Gilrs", "Club", "Clubs", "Inc.", "BGC", "B.G.C.", "of", "PS", "101", "102",
	"Library", "Libary", "Public", "after-school", "afterschool", "中文学校", "中文學校", "Школа", "школы", "مدرسة", "हिन्दी", "!", "é", "y"}), rapid.StringN(0, 6, -1))

var anyName = rapid.Map(rapid.SliceOfN(nameWords, 0, 5), func(w []string) string { return strings.Join(w, " ") })

func TestKeyProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := anyName.Draw(t, "name")
		key := Key(name)
		if again := Key(key); again != key {
			t.Fatalf("Key(%+q) = %+q, and again %+q", name, key, again)
		}
		if line := Line(name, 1000); key == "" && line != "" {
			t.Fatalf("Key(%+q) = %+q, but Line is %+q", name, key, line)
		}
		if key != "" && !Similar(name, key) {
			t.Fatalf("%+q is not similar to its key", name)
		}
		if other := anyName.Draw(t, "other"); Similar(name, other) != Similar(other, name) {
			t.Fatalf("Similar(%q, %q) depends on the order", name, other)
		}
	})
}

// Whatever was put and deleted, Find finds what Similar says, of what is there now.
func TestIndexAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := map[string]string{}
		var first []Name
		for range rapid.IntRange(0, 12).Draw(t, "names") {
			n := Name{fmt.Sprint(rapid.IntRange(0, 15).Draw(t, "id")), anyName.Draw(t, "name")}
			first, now[n.ID] = append(first, n), n.Name
		}
		x := NewIndex(first)
		for range rapid.IntRange(0, 8).Draw(t, "changes") {
			id := fmt.Sprint(rapid.IntRange(0, 15).Draw(t, "id"))
			if rapid.Bool().Draw(t, "delete") {
				delete(now, id)
				x = x.Delete(id)
				continue
			}
			now[id] = anyName.Draw(t, "name")
			x = x.Put(id, now[id])
		}
		name := anyName.Draw(t, "ask")
		var want []string
		for id, n := range now {
			if Similar(name, n) {
				want = append(want, id)
			}
		}
		got := x.Find(name)
		slices.Sort(want)
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Fatalf("Find(%q) = %v, want %v of %v", name, got, want, now)
		}
	})
}

func TestIndexRebuilds(t *testing.T) {
	x := new(Index)
	for i := range 1000 {
		x = x.Put(fmt.Sprint(i), fmt.Sprint("Number ", i))
	}
	for i := range 600 {
		x = x.Delete(fmt.Sprint(i))
	}
	for i := range 1000 {
		if got := x.Find(fmt.Sprint("number ", i)); len(got) != min(i/600, 1) {
			t.Fatalf("%d: found %v", i, got)
		}
	}
	if len(x.extra) > maxExtra || len(x.hidden) > maxExtra {
		t.Errorf("%d beside the base, %d hidden", len(x.extra), len(x.hidden))
	}
}

func FuzzSimilar(f *testing.F) {
	f.Add("Boys & Girls Club", "BGC")
	f.Add("中文学校", "Школа")
	f.Add("مَدْرَسَة", "हिन्दी")
	f.Fuzz(func(t *testing.T, a, b string) {
		if key := Key(a); Key(key) != key {
			t.Errorf("Key(%+q) = %+q, and again %+q", a, key, Key(key))
		}
		similar := Similar(a, b)
		if Similar(b, a) != similar {
			t.Errorf("Similar(%+q, %+q) depends on the order", a, b)
		}
		if found := NewIndex([]Name{{"b", b}}).Find(a); (len(found) == 1) != similar {
			t.Errorf("Find finds %v, Similar says %v", found, similar)
		}
	})
}

// manyNames are 10,000 names made of few words, so that far more of them are alike than in life.
func manyNames() []Name {
	a := []string{"North", "South", "East", "West", "Central", "Maple", "River", "Lake", "Hill", "Valley", "Cedar", "Harbor"}
	b := []string{"Community", "Family", "Youth", "Neighborhood", "Public", "Health", "Arts", "Music", "Science", "Sports", "Food", "Garden"}
	c := []string{"Center", "Club", "Alliance", "Network", "Partners", "Library", "Clinic", "Foundation", "Council", "Coalition"}
	var out []Name
	for i := range 10000 {
		n := a[i%12] + " " + b[i/12%12] + " " + c[i/144%10]
		if i >= 1440 {
			n += " of " + a[i/1440%12] + " " + b[i/7%12]
		}
		out = append(out, Name{fmt.Sprint(i), n})
	}
	return out
}

func BenchmarkFind(b *testing.B) {
	x := NewIndex(manyNames())
	for _, name := range []string{"N", "North Comunity Cen", "North Comunity Centre", "Lake Family Alliance of South Arts", "NCC", "中文学校"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				x.Find(name)
			}
		})
	}
	extra := x
	for i := range maxExtra {
		extra = extra.Put(fmt.Sprint(i), fmt.Sprint("North Community Center ", i))
	}
	b.Run("after 256 changes", func(b *testing.B) {
		for b.Loop() {
			extra.Find("North Comunity Centre")
		}
	})
}

func BenchmarkNewIndex(b *testing.B) {
	names := manyNames()
	for b.Loop() {
		NewIndex(names)
	}
}
