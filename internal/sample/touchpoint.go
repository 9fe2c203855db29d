package sample

import (
	"time"

	"convene/internal/activity/touchpoint"
	calendar "convene/internal/day"
	"convene/internal/ledger"
)

// spoken is how one question to a partner went.
type spoken struct {
	partner  int // its place in the list of partners, from 1
	question string
	said     []string // by one of the team after the other
	marked   int      // how many of them are for the joint meeting
	known    string   // the team's answer; empty: still open
	ask      string
}

// talkedInSpring is what the team found out after its first sort: by autumn it is due again.
func talkedInSpring() []spoken {
	return []spoken{
		{2, "practice.1", []string{"An hour alone with one adult, every week", "Mentors ask about feelings before homework"}, 0,
			"The weekly hour is the practice: naming what went well and what did not.", ""},
		{5, "vision.1", []string{"They wrote to all parents when rehearsals began", "Nobody told them about our goals"}, 1,
			"They want children to dare something on a stage. We never said what we want.", "Would you read our vision with your directors?"},
	}
}

// talkedInAutumn is what it found out after the second one.
func talkedInAutumn() []spoken {
	return []spoken{
		{1, "practice.1", []string{"Homework hour builds perseverance", "Their mentors already use a check-in circle", "Summer camp: leadership and teamwork"}, 2,
			"Circles and homework hour; both are led by the same two people.", "Could a teacher sit in on a circle?"},
		{1, "practice.2", []string{"Our grade 4 goal and their mentor hour are the same thing"}, 1, "Asking for help is in both plans, in other words.", ""},
		{1, "together.3", []string{"They would host us on a Wednesday", "Substitutes are the hard part"}, 1, "", ""},
		{2, "word.2", []string{"Families trust the mentors more than our letters"}, 1, "Mentors reach families that we do not.", "Would mentors carry the invitation?"},
		{3, "practice.3", []string{"The librarians asked for training", "They know which books calm a room"}, 1, "Just beginning, and eager.", ""},
		{6, "together.1", []string{"Recess staff and their trainers in one room"}, 0, "", ""},
	}
}

// chosenQuestions are the ones that wait for a meeting.
func chosenQuestions() []touchpoint.Choose {
	var out []touchpoint.Choose
	for _, c := range []struct {
		partner int
		ids     []string
	}{{1, []string{"practice.2", "vision.1", "together.3"}}, {2, []string{"practice.1", "word.2", "together.2"}}, {19, []string{"word.1", "word.2"}}} {
		for _, q := range c.ids {
			out = append(out, touchpoint.Choose{Partner: partnerID(c.partner), Question: q, Chosen: true})
		}
	}
	return out
}

// touchpoints tells how questions to partners went. from keeps the IDs of two tellings apart.
func (t *teller) touchpoints(list []spoken, from int) {
	for i, s := range list {
		r := touchpoint.Round{Partner: partnerID(s.partner), Question: s.question, CheckIn: 1}
		t.at = t.at.Add(2 * time.Minute)
		t.do(coordinator, touchpoint.Ask{Round: r})
		for j, words := range s.said {
			c := id(from + 16*i + j)
			t.do(team()[(i+j)%len(team())], touchpoint.Contribute{ID: c, Round: r, Text: words})
			if j < s.marked {
				t.do(coordinator, touchpoint.Mark{ID: c, Marked: true})
			}
		}
		if s.known == "" {
			continue
		}
		patch := ledger.Diff(touchpoint.Answer{}, touchpoint.Answer{Known: s.known, Ask: s.ask})
		t.do(counselor, touchpoint.WriteAnswer{Round: r, Patch: patch, On: calendar.Of(t.at)})
		t.do(coordinator, touchpoint.Close{Round: r})
	}
}

// choose picks questions for the meetings to come.
func (t *teller) choose() {
	for _, c := range chosenQuestions() {
		t.do(coordinator, c)
	}
}
