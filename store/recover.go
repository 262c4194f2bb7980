package store

import (
	"context"
	"fmt"
	"os"
	"strings"

	"stagecraft/model"
)

// Recovery is what Recover read of a file and what it could not.
type Recovery struct {
	From         string                   `json:"from"`
	To           string                   `json:"to"`
	Workspace    string                   `json:"workspace"`
	Records      map[model.RecordKind]int `json:"records"` // in the new file
	Observations int                      `json:"observations"`
	Lost         []Problem                `json:"lost"` // what could not be read or had to be repaired; none for a sound file
}

// String says the recovery in a few lines.
func (r Recovery) String() string {
	var out strings.Builder
	var counts []string
	for _, kind := range sortedKeys(r.Records) {
		counts = append(counts, counted(r.Records[kind], kind))
	}
	fmt.Fprintf(&out, "%s: %s; %s\n", r.To, strings.Join(counts, ", "), model.Count(r.Observations, "observation"))
	if len(r.Lost) == 0 {
		fmt.Fprintf(&out, "nothing is lost: %s is sound", r.From)
	} else {
		fmt.Fprintf(&out, "what is lost or was repaired:")
	}
	for _, p := range r.Lost {
		fmt.Fprintf(&out, "\n%s", p)
	}
	return out.String()
}

// Recover writes what can be read of the file at from into a new file at to, which must not exist, and
// lists what is lost. The file at from is only read, and needs no lock; one of a newer version is
// recovered as far as this version knows it. The error is that of a file of which nothing can be read,
// or of one that cannot be written.
func Recover(ctx context.Context, from, to string) (Recovery, error) {
	r := Recovery{From: from, To: to, Records: map[model.RecordKind]int{}, Lost: []Problem{}}
	if _, err := os.Lstat(to); err == nil {
		return r, exists(to)
	}
	f, err := Open(ctx, from, Options{ReadOnly: true})
	if err != nil {
		return r, err
	}
	defer f.Close()
	made, err := f.SaveAs(ctx, to, f.loaded)
	if err != nil {
		return r, err
	}
	if err := made.Close(); err != nil {
		return r, err
	}
	r.Lost = append(r.Lost, f.Problems()...)
	report, err := Check(ctx, to)
	r.Workspace, r.Records, r.Observations = report.Workspace, report.Records, report.Observations
	return r, err
}
