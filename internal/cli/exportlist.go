package cli

import (
	"slices"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/report"
)

// exported is one thing that can be exported.
type exported struct {
	name, short, example string
	formats              []string // those that fit it
	partner              use      // of --partner
	contacts             bool     // it can hold contacts
	rounds               bool     // it takes --round
	make                 func(*export, report.Report) (made, error)
}

// use says whether a flag is taken.
type use int

const (
	never use = iota
	may
	must
)

// made is an export before it is written: what its formats need.
type made struct {
	table    func() report.Table
	doc      func() report.Doc
	data     func() any
	calendar func() report.Calendar
	heed     string // for whoever gives it away; empty: nothing
}

// exports lists everything that can be exported.
func exports() []exported {
	documents := []string{"md", "html", "json"}
	tables := []string{"csv", "md", "html", "json"}
	calendars := []string{"csv", "md", "html", "json", "ics"}
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
	return made{table: i.Table, doc: i.Doc, data: func() any { return i.JSON() }}, nil
}

func cardSort(e *export, r report.Report) (made, error) {
	round, err := findRound(r.Workspace.CardSort, e.round)
	if err != nil {
		return made{}, err
	}
	c := report.NewCardSort(r.Workspace, round.ID, r.Only, r.At.Location())
	return made{table: c.Table, doc: c.Doc, data: func() any { return c.JSON() }}, nil
}

func page(_ *export, r report.Report) (made, error) {
	return made{doc: r.Partner, data: func() any { return r.PartnerJSON() }}, nil
}

func agenda(_ *export, r report.Report) (made, error) {
	m := made{doc: r.Agenda, data: func() any { return r.AgendaJSON() }}
	if names := r.Names(); len(names) > 0 {
		m.heed = "The page names " + strings.Join(names, " and ") + " in your own words: look at it before you send it."
	}
	return m, nil
}

func touchpoints(_ *export, r report.Report) (made, error) {
	return made{table: r.TouchpointTable, doc: r.Touchpoints, data: func() any { return r.TouchpointsJSON() }}, nil
}

func plan(_ *export, r report.Report) (made, error) {
	return made{table: r.PlanTable, doc: r.Plan, data: func() any { return r.PlanJSON() }, calendar: r.PlanCalendar}, nil
}

func communication(_ *export, r report.Report) (made, error) {
	return made{table: r.CommunicationTable, doc: r.Communication, data: func() any { return r.CommunicationJSON() }, calendar: r.CommunicationCalendar}, nil
}

func improvement(_ *export, r report.Report) (made, error) {
	return made{table: r.ImprovementTable, doc: r.Improvement, data: func() any { return r.ImprovementJSON() }}, nil
}

func everything(_ *export, r report.Report) (made, error) {
	return made{doc: r.All, data: func() any { return r.AllJSON() }}, nil
}
