package bring

import (
	"errors"
	"slices"
	"testing"
)

func TestOneHeading(t *testing.T) {
	for _, tt := range []struct{ heading, field string }{
		{"Community partner", "name"}, {"Name of organization", "name"}, {"Organisation name", "name"}, {"ORGANIZATION", "name"}, {"Partner Name:", "name"},
		{"Comunity Partner", "name"}, {"Agency/Provider name", "name"}, {"Name of community partner", "name"}, {"Program", "name"},
		{"POC", "partner_contact.name"}, {"Contact", "partner_contact.name"}, {"Point of contact", "partner_contact.name"}, {"Contact person", "partner_contact.name"},
		{"Community partner point of contact", "partner_contact.name"}, {"Partner POC", "partner_contact.name"}, {"Main contact (name)", "partner_contact.name"},
		{"School contact", "school_contact.name"}, {"School community point of contact", "school_contact.name"}, {"Our liaison", "school_contact.name"},
		{"School POC", "school_contact.name"}, {"Contact at school", "school_contact.name"},
		{"E-mail adress", "partner_contact.email"}, {"Email", "partner_contact.email"}, {"e-mail", "partner_contact.email"}, {"Contact e-mail address", "partner_contact.email"},
		{"School contact email", "school_contact.email"}, {"Phone #", "partner_contact.phone"}, {"Telephone number", "partner_contact.phone"}, {"Cell", "partner_contact.phone"},
		{"Contact phone", "partner_contact.phone"}, {"Contact title", "partner_contact.role"}, {"Position", "partner_contact.role"}, {"Job title", "partner_contact.role"},
		{"Who do they serve?", "audience"}, {"Target audience or population", "audience"}, {"Target population", "audience"}, {"Grades served", "audience"},
		{"Students served", "audience"}, {"Population Served", "audience"}, {"Age group", "audience"}, {"Ages", "audience"}, {"# served", "audience"},
		{"Days/times", "schedule"}, {"Schedule and duration of supports", "schedule"}, {"Days & hours", "schedule"}, {"Scheduel", "schedule"}, {"How often?", "schedule"},
		{"Location of programming, supports, or services", "location"}, {"Where", "location"}, {"Address", "location"}, {"Locaton", "location"},
		{"Since", "since"}, {"Year started", "since"}, {"Partner since", "since"}, {"Start year", "since"},
		{"$$ source", "funding"}, {"Funding source", "funding"}, {"Who pays?", "funding"}, {"Funded by", "funding"},
		{"Mission", "mission"}, {"What do they do?", "mission"}, {"Mission statement", "mission"}, {"Purpose", "mission"}, {"Partner mission", "mission"},
		{"Outcome goals", "outcome_goals"}, {"Goals", "outcome_goals"}, {"Outcomes", "outcome_goals"}, {"Goals/objectives", "outcome_goals"},
		{"Type", "kinds"}, {"Type of organization", "kinds"}, {"Category", "kinds"}, {"When?", "when"}, {"Before/after school", "when"},
		{"Additional notes", "notes"}, {"Comments", "notes"}, {"Other info", "notes"}, {"Tags", "tags"}, {"Archived", "archived"}, {"ID", "id"},
		{"Favorite color", ""}, {"MOU signed", ""}, {"", ""}, {"Parking", ""},
		{"Partner website", ""}, {"Community partner organization (legal name)", "name"}, {"Our community partners", "name"}, {"Local business", "name"},
		{"Notes about contact", "notes"}, {"Years in partnership", ""}, {"School year", ""}, {"School", ""}, {"Name of School contact", "school_contact.name"},
		{"Program description", "mission"}, {"Program type", "kinds"}, {"Program days", "schedule"}, {"Partner goals", "outcome_goals"}, {"Contact info", "partner_contact.name"},
		{"Contact's e-mail", "partner_contact.email"}, {"Who is served?", "audience"}, {"Year", "since"}, {"Where?", "location"}, {"MOU on file?", ""}, {"Tax ID", ""},
	} {
		if got := Columns([]string{tt.heading})[0]; got.Field != tt.field {
			t.Errorf("%q: got %q (%s), want %q", tt.heading, got.Field, got.Why, tt.field)
		}
	}
}

func TestHeadingsTogether(t *testing.T) {
	for _, tt := range []struct{ name, header, fields []string }{
		{nil, []string{"Organization", "Name", "Email", "Phone"}, []string{"name", "partner_contact.name", "partner_contact.email", "partner_contact.phone"}},
		{nil, []string{"Partner", "Contact", "Email", "School contact", "Email", "Phone"},
			[]string{"name", "partner_contact.name", "partner_contact.email", "school_contact.name", "school_contact.email", "school_contact.phone"}},
		{nil, []string{"Partner", "First name", "Last name", "E-mail"}, []string{"name", "partner_contact.name", "partner_contact.name", "partner_contact.email"}},
		{nil, []string{"Name", "Phone", "Phone #"}, []string{"name", "partner_contact.phone", ""}},
		{nil, []string{"Name", "Days", "Times", "Comments", "Notes"}, []string{"name", "schedule", "schedule", "notes", "notes"}},
		{nil, []string{"Partner", "Community organization"}, []string{"name", ""}},
	} {
		var got []string
		for _, c := range Columns(tt.header) {
			got = append(got, c.Field)
		}
		if !slices.Equal(got, tt.fields) {
			t.Errorf("%q:\n got %q\nwant %q", tt.header, got, tt.fields)
		}
	}
}

func TestAnUnclearHeadingIsLeftOut(t *testing.T) {
	c := Columns([]string{"Name", "Funding schedule"})[1]
	if c.Field != "" || c.Why == "" {
		t.Errorf("got %+v", c)
	}
}

func TestListsOfStudents(t *testing.T) {
	for _, tt := range []struct {
		header []string
		named  []string // nil: welcome
	}{
		{[]string{"Student name", "Grade", "DOB"}, []string{"Student name", "Grade", "DOB"}},
		{[]string{"Name", "Grade"}, []string{"Name", "Grade"}},
		{[]string{"First Name", "Last Name", "Grade level", "Partner"}, []string{"First Name", "Last Name", "Grade level"}},
		{[]string{"Organization", "Student"}, []string{"Student"}},
		{[]string{"Organization", "Child's name", "Phone"}, []string{"Child's name"}},
		{[]string{"Name", "Date of birth"}, []string{"Date of birth"}},
		{[]string{"Name", "Birthdate"}, []string{"Birthdate"}},
		{[]string{"Name", "D.O.B."}, []string{"D.O.B."}},
		{[]string{"Name", "Student ID"}, []string{"Student ID"}},
		{[]string{"Name", "Student ID #"}, []string{"Student ID #"}},
		{[]string{"Pupil number", "Program"}, []string{"Pupil number"}},
		{[]string{"Stuent name", "Program"}, []string{"Stuent name"}},
		{[]string{"Partner", "Contact name", "Grades served"}, nil},
		{[]string{"Organization", "Grade"}, nil},
		{[]string{"Organization", "Number of students", "Students served"}, nil},
		{[]string{"Youth organization", "Ages"}, nil},
		{[]string{"Partner", "First name", "Last name", "Grades"}, nil},
		{[]string{"ID", "Name", "Children served"}, nil},
	} {
		err := checkStudents(tt.header)
		var got []string
		if e := new(StudentError); errors.As(err, &e) {
			got = e.Columns
		}
		if !slices.Equal(got, tt.named) {
			t.Errorf("%q: %v", tt.header, err)
		}
	}
}
