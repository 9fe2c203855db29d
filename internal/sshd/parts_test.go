package sshd_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/sshd"
)

// TestHostKey: trap 12.
func TestHostKey(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sub", "key")
	load := func() (sshd.HostKey, error) { return sshd.LoadHostKey(path) }
	first, err := load()
	if err != nil || !first.Made {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	again, err := load()
	if err != nil || again.Made || again.Fingerprint() != first.Fingerprint() {
		t.Errorf("%+v, %v", again, err)
	}
	refused := func(why, says string) {
		t.Helper()
		if _, err := load(); err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "Nothing was started") {
			t.Errorf("%s: %v", why, err)
		}
	}
	if runtime.GOOS != "windows" {
		if err := os.Chmod(path, 0o644); err != nil {
			t.Fatal(err)
		}
		refused("readable by others", "chmod 600")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	refused("missing", "is gone")
	other := filepath.Join(t.TempDir(), "key")
	if _, err := sshd.LoadHostKey(other); err != nil {
		t.Fatal(err)
	}
	b, _ := os.ReadFile(other)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	refused("changed", "another one")
	if err := os.WriteFile(path, []byte("nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused("damaged", "damaged")
}

func TestInvites(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	v := sshd.NewInvites(func() time.Time { return now })
	i := v.Make(ledger.Guest, "p1", 100*time.Hour)
	if i.Until != now.Add(sshd.MaxInvite) || len(strings.Split(i.Words, "-")) != 4 {
		t.Errorf("%+v", i)
	}
	for _, typed := range []string{i.Words, strings.ToUpper(i.Words), strings.ReplaceAll(i.Words, "-", ".")} {
		if got, ok := v.Find(typed); !ok || got != i {
			t.Errorf("%q was not found", typed)
		}
	}
	v.Revoke(strings.ToUpper(i.Words))
	if _, ok := v.Find(i.Words); ok {
		t.Error("an invite that was ended lets people in")
	}
	i = v.Make(ledger.Guest, "p1", sshd.MaxInvite)
	seen := map[string]bool{}
	for range 200 {
		w := v.Make(ledger.Participant, "", time.Hour).Words
		if seen[w] {
			t.Errorf("%s came twice", w)
		}
		seen[w] = true
	}
	if n := len(v.List()); n != 201 {
		t.Errorf("%d invites", n)
	}
	now = now.Add(sshd.MaxInvite)
	if _, ok := v.Find(i.Words); ok || len(v.List()) != 0 {
		t.Error("an invite holds beyond its time")
	}
}

// TestAttach: a second window of this machine speaks the same SSH through a socket, and says what it asks for.
func TestAttach(t *testing.T) {
	t.Parallel()
	var got sshd.Caller
	var env []string
	b := open(t, sshd.Options{}, func(_ context.Context, x *sshd.Terminal) {
		got, env = x.Caller, x.Env
		_, _ = x.Write([]byte("wall"))
	})
	l, err := net.Listen("unix", filepath.Join(t.TempDir(), "s"))
	if err != nil {
		t.Skip(err)
	}
	go func() { _ = b.Serve(l) }()
	c, err := net.Dial("unix", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	in, _ := io.Pipe()
	err = sshd.Attach(t.Context(), c, sshd.Window{Ask: "stage", Env: []string{"TERM=foot", "COLORTERM=truecolor", "SECRET=1"}, In: in, Out: &out,
		Size: func() sshd.Size { return sshd.Size{W: 300, H: 90} }})
	if err != nil || out.String() != "wall" {
		t.Errorf("%q %v", out.String(), err)
	}
	if !got.Local || got.Ask != "stage" || strings.Join(env, " ") != "COLORTERM=truecolor TERM=foot" {
		t.Errorf("%+v %q", got, env)
	}
}
