package boltlog

import (
	"bytes"
	"testing"

	"convene/internal/ledger"
	"convene/internal/store/logtest"
)

func TestSuite(t *testing.T) {
	logtest.Run(t,
		func(t *testing.T) ledger.Store { return newFile(t) },
		reopen,
		logtest.Hooks{
			Raw:        func(t *testing.T, s ledger.Store) []byte { return mustRead(t, s.(*Log).path) },
			ReadRaw:    func(t *testing.T, path string) []byte { return mustRead(t, path) },
			OpenBackup: func(t *testing.T, path string) ledger.Store { return openFile(t, path) },
			DamageSnapshot: func(t *testing.T, s ledger.Store, data []byte) ledger.Store {
				l := s.(*Log)
				mustClose(t, l)
				b := mustRead(t, l.path)
				if !bytes.Contains(b, data) {
					t.Fatal("the snapshot is not in the file")
				}
				for at := bytes.Index(b, data); at >= 0; at = bytes.Index(b, data) { // old copies too
					b[at+len(data)/2] ^= 4
				}
				mustWrite(t, l.path, b)
				return openFile(t, l.path)
			},
		})
}
