package bring

import (
	"fmt"
	"slices"
)

// StudentError says that a file is about individual students. Nothing of it was kept.
type StudentError struct{ Columns []string }

func (e *StudentError) Error() string {
	what, them := "The column "+quoted(e.Columns)+" is", "that column"
	if len(e.Columns) > 1 {
		what, them = "The columns "+quoted(e.Columns)+" are", "those columns"
	}
	return fmt.Sprintf("%s about individual students, and convene keeps nothing about a student. Nothing was imported: take %s out of the file, so that it speaks of partners only.", what, them)
}

// checkStudents refuses headings of lists of students: a student's name or number, a date of birth, or the name of a
// person together with one grade.
func checkStudents(header []string) error {
	p := newPhrases()
	var sure, names, grades []string
	for _, h := range header {
		words := p.words(h)
		switch {
		case studentName(words), birth(words), studentID(words):
			sure = append(sure, h)
		case personName(words):
			names = append(names, h)
		case grade(words):
			grades = append(grades, h)
		}
	}
	if len(sure) > 0 || len(names) > 0 && len(grades) > 0 {
		var all []string
		for _, h := range header {
			if slices.Contains(sure, h) || len(grades) > 0 && (slices.Contains(names, h) || slices.Contains(grades, h)) {
				all = append(all, h)
			}
		}
		return &StudentError{all}
	}
	return nil
}

func student(word string) bool {
	return slices.Contains([]string{"student", "pupil", "child", "learner", "scholar", "kid", "youth"}, word)
}

// studentName is "Student", "Student name", "Child's first name": one of them, not "Students served".
func studentName(words []string) bool {
	one := false
	for _, w := range words {
		switch {
		case student(w) && w != "youth":
			one = true
		case !slices.Contains([]string{"name", "names", "first", "last", "full", "middle", "surname", "youth"}, w):
			return false
		}
	}
	return one || len(words) > 1 && words[0] == "youth" && slices.Contains(words, "name")
}

func birth(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains([]string{"dob", "birth", "birthdate", "birthday", "born"}, w)
	})
}

func studentID(words []string) bool {
	number := slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains([]string{"id", "ids", "number", "no", "identifier"}, w)
	})
	return number && slices.ContainsFunc(words, func(w string) bool { return student(w) || w == "sis" || w == "lunch" }) ||
		slices.Contains(words, "ssid") || slices.Equal(words, []string{"state", "id"})
}

func personName(words []string) bool {
	for _, w := range words {
		if !slices.Contains([]string{"name", "first", "last", "full", "surname", "given", "family", "middle"}, w) {
			return false
		}
	}
	return len(words) > 0
}

func grade(words []string) bool {
	for _, w := range words {
		if !slices.Contains([]string{"grade", "level", "current", "homeroom", "student", "school", "year", "class", "room"}, w) {
			return false
		}
	}
	return slices.Contains(words, "grade") || slices.Contains(words, "homeroom")
}
