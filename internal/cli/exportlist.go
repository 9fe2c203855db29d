package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/convert"
	"convene/internal/report"
)

// exported is one thing that can be exported.
type exported struct {
	name, short, example string
	formats              []string // those that fit it
	partner              use      // of --partner
	contacts             bool     // it can hold contacts
	rounds               bool     // it takes --round
	meetings             bool     // it takes --meeting
	make                 func(*export, report.Report) (made, error)
}

// use says whether a flag is taken.
type use int

const (
	never use = iota
	may
	must
)

// made is an export before it is written.
type made struct {
	convert.Made
	heed string // for whoever gives it away; empty: nothing
}

// exports lists everything that can be exported.
func exports() []exported {
	documents := []string{"md", "html", "docx", "json"}
	tables := []string{"csv", "md", "html", "docx", "json"}
	calendars := []string{"csv", "md", "html", "docx", "json", "ics"}
	return []exported{
		{name: "inventory", short: "Write the inventory of partners", formats: tables, partner: may, contacts: true, make: inventory,
			example: "  convene export inventory --format csv -o partners.csv\n  convene export inventory --format md --partner \"Eastside Library\"\n" +
				"  convene export inventory --format csv --with-contacts -o all.csv    may be imported again without loss"},
		{name: "cardsort", short: "Write the result of a card sort", formats: tables, partner: may, rounds: true, make: cardSort,
			example: "  convene export cardsort --format md -o result.md\n  convene export cardsort --format csv --round 1      the first sort of all"},
		{name: "partner", short: "Write all that you know of one partner", formats: documents, partner: must, contacts: true, make: page,
			example: "  convene export partner --partner \"Eastside Library\" --format html -o library.html"},
		{name: "agenda", short: "Write the joint meeting's agenda, to send to the partner", formats: documents, partner: must, make: agenda,
			example: "  convene export agenda --partner \"Eastside Library\" --format html -o agenda.html"},
		{name: "touchpoints", short: "Write what was asked, said and answered", formats: tables, partner: may, make: touchpoints,
			example: "  convene export touchpoints --format html -o touchpoints.html\n  convene export touchpoints --format csv              every contribution, a row each"},
		{name: "plan", short: "Write the shared plan", formats: calendars, partner: may, make: plan,
			example: "  convene export plan --format html --partner \"Eastside Library\" -o plan.html\n  convene export plan --format ics -o steps.ics         the action steps as tasks"},
		{name: "communication", short: "Write the communication plan", formats: calendars, partner: may, make: communication,
			example: "  convene export communication --format html -o communication.html\n  convene export communication --format ics -o sends.ics    for your calendar"},
		{name: "improvement", short: "Write the improvement plan", formats: tables, partner: may, make: improvement,
			example: "  convene export improvement --format html -o improvement.html\n  convene export improvement --format csv              every value, a row each"},
		{name: "minutes", short: "Write the minutes of a meeting, for those who were not there", formats: []string{"md", "html", "docx", "json", "ics"},
			contacts: true, meetings: true, make: minutes,
			example: "  convene export minutes --format docx -o minutes.docx\n  convene export minutes --meeting 1 --format md       the first meeting of all\n" +
				"  convene export minutes --format ics -o steps.ics     the action steps as tasks, and the day of the next meeting"},
		{name: "workspace", short: "Write everything, for somebody who was not there", formats: documents, contacts: true, make: everything,
			example: "  convene export workspace --format html -o everything.html    open it in a browser, and print it"},
	}
}

func inventory(e *export, r report.Report) (made, error) {
	i := report.Inventory{Team: r.Workspace.TeamName(), Partners: report.AllPartners(r.Workspace), Contacts: r.Contacts, At: r.At, Guide: r.Guide,
		Hidden: report.Reachable(r.Workspace)}
	if r.Only != "" {
		i.Partners = slices.DeleteFunc(i.Partners, func(p partner.Partner) bool { return p.ID != r.Only })
	}
	return made{Made: convert.Made{Table: i.Table, Doc: i.Doc, Data: func() any { return i.JSON() }}}, nil
}

func cardSort(e *export, r report.Report) (made, error) {
	round, err := findRound(r.Workspace.CardSort, e.round)
	if err != nil {
		return made{}, err
	}
	c := report.NewCardSort(r.Workspace, round.ID, r.Only, r.At.Location())
	return made{Made: convert.Made{Table: c.Table, Doc: c.Doc, Data: func() any { return c.JSON() }}}, nil
}

func page(_ *export, r report.Report) (made, error) {
	return made{Made: convert.Made{Doc: r.Partner, Data: func() any { return r.PartnerJSON() }}}, nil
}

func agenda(_ *export, r report.Report) (made, error) {
	m := made{Made: convert.Made{Doc: r.Agenda, Data: func() any { return r.AgendaJSON() }}}
	if names := r.Names(); len(names) > 0 {
		m.heed = "The page names " + strings.Join(names, " and ") + " in your own words: look at it before you send it."
	}
	return m, nil
}

func touchpoints(_ *export, r report.Report) (made, error) {
	return made{Made: convert.Made{Table: r.TouchpointTable, Doc: r.Touchpoints, Data: func() any { return r.TouchpointsJSON() }}}, nil
}

func plan(_ *export, r report.Report) (made, error) {
	return made{Made: convert.Made{Table: r.PlanTable, Doc: r.Plan, Data: func() any { return r.PlanJSON() }, Calendar: r.PlanCalendar}}, nil
}

func communication(_ *export, r report.Report) (made, error) {
	return made{Made: convert.Made{Table: r.CommunicationTable, Doc: r.Communication, Data: func() any { return r.CommunicationJSON() }, Calendar: r.CommunicationCalendar}}, nil
}

func improvement(_ *export, r report.Report) (made, error) {
	return made{Made: convert.Made{Table: r.ImprovementTable, Doc: r.Improvement, Data: func() any { return r.ImprovementJSON() }}}, nil
}

func everything(_ *export, r report.Report) (made, error) {
	return made{Made: convert.Made{Doc: r.All, Data: func() any { return r.AllJSON() }}}, nil
}

func minutes(e *export, r report.Report) (made, error) {
	held, err := findMeeting(r.Workspace.Meeting, e.meeting)
	if err != nil {
		return made{}, err
	}
	before, err := e.version(held.From - 1)
	if err != nil {
		return made{}, err
	}
	after, err := e.version(held.To)
	if err != nil {
		return made{}, err
	}
	m := r.Minutes(held, before, after)
	return made{Made: convert.Made{Doc: m.Doc, Data: func() any { return m.JSON() }, Calendar: m.Calendar}}, nil
}

// findMeeting finds a meeting that was held, by what somebody calls it.
func findMeeting(s meeting.State, which string) (meeting.Meeting, error) {
	held := s.Past()
	slices.Reverse(held) // the first one first
	if len(held) == 0 {
		if m, ok := s.Running(); ok {
			return meeting.Meeting{}, sayf("%s is still running. Nothing was written; end it first, then its minutes can be written.", m.Title)
		}
		return meeting.Meeting{}, sayf("No meeting was held yet. Nothing was written; open the workspace and start one with m.")
	}
	if strings.EqualFold(which, "last") {
		return held[len(held)-1], nil
	}
	if n, err := strconv.Atoi(which); err == nil && n >= 1 && n <= len(held) {
		return held[n-1], nil
	}
	var found []meeting.Meeting
	var names []string
	for i, m := range held {
		if strings.EqualFold(m.Title, which) {
			found = append(found, m)
		}
		names = append(names, fmt.Sprintf("%d (%s)", i+1, m.Title))
	}
	if len(found) > 0 {
		return found[len(found)-1], nil
	}
	if m, ok := s.Running(); ok && strings.EqualFold(m.Title, which) {
		return m, sayf("%s is still running. Nothing was written; end it first, then its minutes can be written.", m.Title)
	}
	const most = 12
	return meeting.Meeting{}, sayf("There is no meeting %q. Nothing was written; there are %s.", which, strings.Join(names[max(0, len(names)-most):], ", "))
}
