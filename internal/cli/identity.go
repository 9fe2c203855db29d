package cli

import (
	"os"
	"os/user"
	"path/filepath"
	"strings"

	"github.com/google/uuid"

	"convene/internal/ledger"
	"convene/internal/settings"
	"convene/internal/text"
)

// self is who sits at this machine: a facilitator, under an ID that stays when the name changes.
func self(s settings.Settings) ledger.Actor {
	return ledger.Actor{Person: personID(configFolder()), Name: selfName(s), Role: ledger.Facilitator}
}

func selfName(s settings.Settings) string {
	candidates := []string{s.Name}
	if u, err := user.Current(); err == nil {
		candidates = append(candidates, u.Name, u.Username)
	}
	for _, c := range candidates {
		if name := text.Line(c, text.NameMax); name != "" {
			return name
		}
	}
	return "Facilitator"
}

// personID reads the person's ID from the config folder, or makes one there. Where that folder cannot be written the ID
// comes from the account, so that it stays all the same.
func personID(folder string) string {
	path := filepath.Join(folder, "person")
	if id, ok := readPerson(path); ok {
		return id
	}
	id := uuid.Must(uuid.NewV7()).String()
	if err := keepPerson(path, id); err != nil {
		if id, ok := readPerson(path); ok {
			return id // another convene was faster
		}
		return accountID()
	}
	return id
}

func readPerson(path string) (string, bool) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", false
	}
	id, err := uuid.Parse(strings.TrimSpace(string(b)))
	return id.String(), err == nil
}

// keepPerson puts a whole file in place, and never in place of another one.
func keepPerson(path, id string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".person-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	if _, err := f.WriteString(id + "\n"); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Link(f.Name(), path)
}

func accountID() string {
	host, _ := os.Hostname()
	account := ""
	if u, err := user.Current(); err == nil {
		account = u.Uid + "/" + u.Username
	}
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte("convene/"+host+"/"+account)).String()
}
