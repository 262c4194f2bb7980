package ingest_test

import (
	"testing"

	"stagecraft/store/ingest"
)

func wantEveryRowCounted(t testing.TB, r *ingest.Report) {
	t.Helper()
	unmatched := 0
	for _, u := range r.Unmatched {
		unmatched += u.Rows
		if u.Rows != len(u.Lines) {
			t.Errorf("%q: %d rows but %d lines", u.Name, u.Rows, len(u.Lines))
		}
	}
	if r.Rows != r.Valid+len(r.Invalid)+len(r.Duplicates)+unmatched {
		t.Errorf("%d rows but %d valid, %d invalid, %d duplicates, %d unmatched", r.Rows, r.Valid, len(r.Invalid), len(r.Duplicates), unmatched)
	}
}
