//go:build deps

// Package deps keeps modules in go.mod until their users are written.
package deps

import (
	_ "charm.land/bubbles/v2/textinput"
	_ "charm.land/bubbletea/v2"
	_ "charm.land/lipgloss/v2"
	_ "charm.land/wish/v2"
	_ "github.com/BurntSushi/toml"
	_ "github.com/adrg/xdg"
	_ "github.com/charmbracelet/ssh"
	_ "github.com/charmbracelet/x/exp/golden"
	_ "github.com/charmbracelet/x/term"
	_ "github.com/creack/pty"
	_ "github.com/emersion/go-ical"
	_ "github.com/google/uuid"
	_ "github.com/hinshun/vt10x"
	_ "github.com/rivo/uniseg"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/sahilm/fuzzy"
	_ "github.com/spf13/cobra"
	_ "github.com/spf13/cobra/doc"
	_ "github.com/teambition/rrule-go"
	_ "github.com/yuin/goldmark"
	_ "go.etcd.io/bbolt"
	_ "go.uber.org/goleak"
	_ "golang.org/x/crypto/ssh"
	_ "golang.org/x/sys/unix"
	_ "golang.org/x/term"
	_ "golang.org/x/text/encoding"
	_ "golang.org/x/tools/go/packages"
	_ "pgregory.net/rapid"
	_ "rsc.io/qr"
)
