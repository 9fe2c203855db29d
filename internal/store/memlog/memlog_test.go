package memlog_test

import (
	"testing"

	"go.uber.org/goleak"

	"convene/internal/ledger"
	"convene/internal/store/logtest"
	"convene/internal/store/memlog"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestSuite(t *testing.T) {
	logtest.Run(t, func(t *testing.T) ledger.Store {
		s := memlog.New()
		t.Cleanup(func() { _ = s.Close() })
		return s
	}, nil)
}
