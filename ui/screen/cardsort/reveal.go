package cardsort

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/kit"
	"convene/ui/screen"
)

// waiting is how many finished ballots of a round are sealed: before the reveal all, behind it the late ones. all counts
// those that are not finished too.
func (s *Screen) waiting(round sorting.Round) (done screen.Finished, all int) {
	if round.ID == "" || round.Settled {
		return done, 0
	}
	done = s.env.Finished(sorting.SealedKind(round.ID), func(data []byte) bool { all++; return complete(data) }, ledger.Facilitator, ledger.Participant)
	return done, all
}

// complete says that a sealed ballot is finished.
func complete(data []byte) bool {
	b, err := sorting.DecodeSealed(data)
	return err == nil && b.Done && len(b.Placements) > 0
}

// Sealing implements screen.Sealing.
func (s *Screen) Sealing() (string, func([]byte) bool) {
	if r, open := s.round(); open && !r.Revealed {
		return sorting.SealedKind(r.ID), complete
	}
	return "", nil
}

// sealedBallots are the ballots in the drawer, for the reveal: one for each person.
type sealedBallots struct {
	ballots []sorting.Ballot // of those who have finished, by person
	names   []string         // theirs in the drawer
	begun   int              // ballots that are not finished, of people who are here
	away    int              // and of people who are not
}

func (s *Screen) open(round string) (sealedBallots, error) {
	var out sealedBallots
	all, err := s.env.Session.SealedAll(s.env.Context(), sorting.SealedKind(round))
	if err != nil {
		return out, err
	}
	here, begun := map[string]bool{}, map[string]bool{} // begun: by person, whether they are here
	for _, p := range s.env.Session.Here().People {
		here[p.Actor.Person] = true
	}
	done := map[string]bool{}
	for n, data := range all {
		b, err := sorting.DecodeSealed(data)
		switch {
		case err != nil || len(b.Placements) == 0:
		case !b.Done:
			begun[b.Person] = begun[b.Person] || here[room.SealedBy(n)]
		default:
			if out.names = append(out.names, n); !done[b.Person] {
				out.ballots, done[b.Person] = append(out.ballots, b.Ballot), true
			}
		}
	}
	for person, in := range begun {
		switch {
		case done[person]:
		case in:
			out.begun++
		default:
			out.away++
		}
	}
	slices.SortFunc(out.ballots, func(a, b sorting.Ballot) int { return strings.Compare(a.Person, b.Person) })
	return out, nil
}

// noReveal says why the votes cannot be revealed now, empty where they can.
func (s *Screen) noReveal() string {
	if off := s.env.Leads("Only a facilitator reveals the votes. Your ballot is kept."); off != "" {
		return off
	}
	b := s.board()
	switch {
	case b.round.Revealed:
		return "The votes are revealed already: v on the board shows the divided cards."
	case s.count.N == 0 && b.hands == 0:
		return "Nobody has finished a private sort yet. Tab begins one; h on the board counts hands."
	}
	return ""
}

// reveal asks, then opens all finished ballots at once. It cannot be undone.
func (s *Screen) reveal() tea.Cmd {
	round := s.board().round
	found, err := s.open(round.ID)
	if err != nil {
		return screen.Refused(err)
	}
	title, say := fmt.Sprintf("Reveal %s?", kit.Count(len(found.ballots), "ballot", "ballots")), "This cannot be undone."
	if n := s.board().hands; n > 0 {
		say = "Hands were counted for " + kit.Count(n, "card", "cards") + ": they are shown too. " + say
		if len(found.ballots) == 0 {
			title = "Reveal the hands?"
		}
	}
	if found.begun > 0 {
		say += " " + kit.Count(found.begun, "person has", "people have") + " not finished: they can go on, and be added later as late ballots."
	}
	if found.away > 0 {
		say += " " + kit.Count(found.away, "unfinished ballot is of somebody who is not here", "unfinished ballots are of people who are not here") + "."
	}
	return screen.Open(&screen.Confirm{Title: title, Text: say, Yes: "reveal", Do: func() tea.Cmd { return s.doReveal(round.ID) }})
}

func (s *Screen) doReveal(round string) tea.Cmd {
	found, err := s.open(round) // as it is now
	if err != nil {
		return screen.Refused(err)
	}
	if ok, cmd := s.do(sorting.Reveal{Round: round, Ballots: found.ballots}); !ok {
		return cmd
	}
	s.private = private{}
	s.toDivided()
	return screen.Refused(s.env.Session.Unseal(s.env.Context(), sorting.SealedKind(round), found.names...))
}

// addLate adds the ballots that were finished after the reveal.
func (s *Screen) addLate() tea.Cmd {
	round := s.board().round.ID
	found, err := s.open(round)
	if err != nil {
		return screen.Refused(err)
	}
	added := 0
	var refused error
	for _, b := range found.ballots {
		if s.env.State().CardSort.Ballots.Has(b.Key()) {
			continue // revealed before the program ended without warning
		}
		if err := s.env.Do(sorting.AddBallot{Round: round, Ballot: b}); err != nil {
			refused = err
			continue
		}
		added++
	}
	if refused != nil {
		return screen.Refused(refused)
	}
	if err := s.env.Session.Unseal(s.env.Context(), sorting.SealedKind(round), found.names...); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice(kit.Count(added, "late ballot is", "late ballots are") + " added to the votes.")
}
