package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"stagecraft/model"
)

// CheckReport is what Check found in a file.
type CheckReport struct {
	File         string                   `json:"file"` // as it was given
	OK           bool                     `json:"ok"`   // there are no problems
	Schema       int                      `json:"schema"`
	Newer        bool                     `json:"newer,omitempty"` // made by a newer version: only what is known was looked at
	Created      string                   `json:"created,omitempty"`
	Saved        string                   `json:"saved,omitempty"`       // when, RFC 3339
	ClockBehind  int64                    `json:"clockBehind,omitempty"` // seconds that this computer's clock is behind that
	Revision     uint64                   `json:"revision"`              // how often it was saved
	Workspace    string                   `json:"workspace"`
	Records      map[model.RecordKind]int `json:"records"`
	Observations int                      `json:"observations"`
	Size         int64                    `json:"size"` // bytes
	PageSize     int                      `json:"pageSize"`
	Pages        int                      `json:"pages"`
	FreePages    int                      `json:"freePages"`
	Problems     []Problem                `json:"problems"`
}

// String says the report in a few lines.
func (r CheckReport) String() string {
	var out strings.Builder
	state := "sound"
	if !r.OK {
		state = fmt.Sprintf("%d problems", len(r.Problems))
	}
	fmt.Fprintf(&out, "%s: %s\nworkspace %q, saved %s, last %s\n", r.File, state, r.Workspace, model.Count(int(r.Revision), "time"), r.Saved)
	if r.ClockBehind > 0 {
		fmt.Fprintf(&out, "the clock of this computer is %s behind that: check its date and time\n", model.SpanText((time.Duration(r.ClockBehind) * time.Second).Round(time.Minute)))
	}
	if r.Schema >= 1 && r.Schema <= Schema {
		fmt.Fprintf(&out, "schema %d: %s\n", r.Schema, steps[r.Schema-1].name)
	}
	if r.Newer {
		out.WriteString("made by a newer version: only what this version knows was looked at\n")
	}
	var counts []string
	for _, kind := range sortedKeys(r.Records) {
		counts = append(counts, counted(r.Records[kind], kind))
	}
	fmt.Fprintf(&out, "%s; %d observations\n", strings.Join(counts, ", "), r.Observations)
	fmt.Fprintf(&out, "%d bytes in %d pages of %d bytes, %d of them free\n", r.Size, r.Pages, r.PageSize, r.FreePages)
	for _, p := range r.Problems {
		fmt.Fprintln(&out, p)
	}
	return out.String()
}

// Check reads a whole workspace file and reports what is in it and what is wrong with it. It never
// writes and takes no lock. The error is that of a file which cannot be read at all; a damaged file
// of which something can be read is a report with problems.
func Check(ctx context.Context, path string) (CheckReport, error) {
	s, err := readScan(ctx, path, true)
	if err != nil {
		return CheckReport{File: path}, err
	}
	r := CheckReport{
		File: path, Schema: s.file.Schema, Newer: s.file.Schema > Schema, Created: s.file.Created,
		Workspace: s.workspace.Name, Records: map[model.RecordKind]int{}, Size: s.info.Size(),
		PageSize: int(s.head.pageSize), Pages: s.pages, FreePages: s.free, Problems: s.problems.all(),
	}
	if s.saved != nil {
		r.Saved, r.Revision = s.saved.At, s.saved.Revision
		r.ClockBehind = int64(s.saved.behind(time.Now()) / time.Second)
	}
	if r.Problems == nil {
		r.Problems = []Problem{}
	}
	r.OK = len(r.Problems) == 0
	for bucket, sum := range s.have {
		if !chunked[bucket] && bucket != bucketWorkspace {
			r.Records[kinds[bucket]] = sum.Count
		}
	}
	if s.entries > 0 {
		r.Records[logRecords] = s.entries
	}
	for _, d := range s.workspace.Datasets {
		r.Observations += d.Observations.Len()
	}
	return r, nil
}

// Compact writes the file anew without the room that removed records left in it.
func (f *File) Compact(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed || f.readOnly {
		return fault(f.path, ErrReadOnly, "open it for writing first")
	}
	there, err := f.there()
	if err != nil {
		return err
	}
	defer f.remember()
	_, err = f.rewrite(ctx, f.last, there)
	return err
}
