package cli

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sshd"
	"convene/internal/text"
	"convene/ui/app"
	"convene/ui/screen"
)

// serving is what `convene serve` was asked for.
type serving struct {
	listen, role, key string
	lobby             bool
}

func (w *world) serveCommand() *cobra.Command {
	s := serving{}
	c := &cobra.Command{
		Use: "serve [FILE]", Short: "Host the workspace's room for people elsewhere, without a screen",
		Long:    "Listens for ssh, prints the line that lets people in, and runs until it is stopped (Ctrl+C, or SIGTERM). Newcomers wait\nat the door until a facilitator lets them in; the first facilitator comes in with an invite of that role, or with `convene`\nin another window of this machine.",
		Example: "  convene serve\n  convene serve --listen :2222 maple-grove.convene\n  convene serve --invite-role facilitator --lobby=false",
		Args:    between(0, 1, "convene serve FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				w.flags.file = args[0]
			}
			if err := s.check(); err != nil {
				return err
			}
			words, err := w.pack()
			if err != nil {
				return err
			}
			return w.entered(c.Context(), func(in *room.Session) error {
				path, _ := w.file()
				d := newDoors(path, in.Room(), w.err, w.report)
				at, err := openPort(s.listen, d.told())
				if err != nil {
					return err // before anything is changed
				}
				defer func() { _ = at.Close() }()
				if _, err := usePack(c.Context(), in, words); err != nil {
					return err
				}
				in.Leave() // nobody sits at this terminal
				return w.serve(c.Context(), in.Room(), d, at, s)
			})
		},
	}
	f := c.Flags()
	f.StringVar(&s.listen, "listen", usualListen, "the `ADDRESS` to listen at")
	f.StringVar(&s.role, "invite-role", string(ledger.Participant), "what people are who come with the printed line: participant, observer or facilitator")
	f.StringVar(&s.key, "host-key", "", "the host key's `FILE`; made the first time")
	f.BoolVar(&s.lobby, "lobby", true, "newcomers wait at the door until a facilitator lets them in")
	_ = c.RegisterFlagCompletionFunc("invite-role", cobra.FixedCompletions([]string{"participant", "observer", "facilitator"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// check says what to write instead of what cannot be served.
func (s serving) check() error {
	if !slices.Contains([]ledger.Role{ledger.Participant, ledger.Observer, ledger.Facilitator}, ledger.Role(s.role)) {
		return usagef("There is no invite for %q. Write --invite-role participant, observer or facilitator.", s.role)
	}
	_, err := listenHost(s.listen)
	return err
}

// serve hosts a room until ctx ends.
func (w *world) serve(ctx context.Context, r *room.Room, d *doors, at port, s serving) error {
	if s.key == "" {
		s.key = hostKeyFile()
	}
	set, err := w.settings()
	if err != nil {
		return err
	}
	guide := keptPack(r.State())
	memo := &screen.Memo{}
	painter := app.NewPainter(r, guide, memo, func(v any, stack []byte) {
		w.report("A screen could not be drawn", fmt.Errorf("%s\n%s", text.Mistake(v), stack))
	})
	defer painter.Close()
	host := &app.Host{Room: r, Painter: painter, Guide: guide, Memo: memo, Self: self(set), Lobby: s.lobby,
		Report: func(what, detail string) { w.report(what, fmt.Errorf("%s", detail)) }}
	d.open(host)
	defer d.close()
	g, err := openGate(host, s.key, at, d.invites, w.err)
	if err != nil {
		return err
	}
	d.far = g
	role := ledger.Role(s.role)
	first, ok := d.invites.For(role, "") // of a server that was stopped or killed
	if !ok {
		first = d.invites.Make(role, "", sshd.MaxInvite)
	}
	host.Invite = d.share
	if err := w.announce(g, first); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return nil
	case err := <-g.done:
		return err
	}
}

// announce prints what people type to come in.
func (w *world) announce(g *gate, i sshd.Invite) error {
	if g.key.Made {
		if err := w.say("A host key was made. People's ssh asks about it once; tell them its fingerprint."); err != nil {
			return err
		}
	}
	if err := w.say("fingerprint: %s", g.key.Fingerprint()); err != nil {
		return err
	}
	for _, l := range g.lines(i) {
		if err := w.say("join: %s", l); err != nil {
			return err
		}
	}
	return w.say("The line makes people %ss and holds until a meeting ends, or %s. Stop with Ctrl+C.", i.Role, i.Until.Format("15:04 on "+time.DateOnly))
}
