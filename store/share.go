package store

import (
	"context"
	"fmt"

	"stagecraft/model"
)

// UnnotedError means that a copy was written, but not noted in the file that it was made of: it cannot be
// merged with that later.
type UnnotedError struct{ cause error }

// Error says what happened.
func (e *UnnotedError) Error() string {
	return fmt.Sprintf("the copy is there, but it could not be noted in the original: %v", e.cause)
}

// Unwrap returns what went wrong in the original.
func (e *UnnotedError) Unwrap() error { return e.cause }

// Share writes a new workspace file with what the options leave of w, and keeps in it a snapshot of every
// journey as it was given away, for the reason Shared. The same snapshots, under the same ids, are kept in
// original, the open file of w, so that the copy can be merged with it later; a nil original keeps none. Of
// the snapshot the caller gives At and By. The new file is compact, holds nothing but what is shared and has
// no history. It returns what is shared.
//
// The error is an *UnnotedError when only the original could not be written to, and otherwise as of Create:
// then there is no new file.
func Share(ctx context.Context, path string, w *model.Workspace, o model.ShareOptions, about Snapshot, original *File) (*model.Workspace, error) {
	shared := model.Share(w, o)
	if len(shared.Journeys) == 1 {
		shared.Name = shared.Journeys[0].Title // the name of the whole would tell what it was part of
	}
	f, err := Create(ctx, path, shared)
	if err != nil {
		return nil, err
	}
	about.Reason = Shared
	var given []Snapshot
	for _, j := range shared.Journeys {
		note := about
		note.ID, note.Journey = SnapshotID(model.NewID[string]()), j.ID
		if !o.Names {
			note.By = ""
		}
		if note, err = f.Snapshot(ctx, shared, note); err != nil {
			_ = f.Close()
			return shared, &UnnotedError{err}
		}
		given = append(given, note)
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	if original == nil {
		return shared, nil
	}
	for _, note := range given {
		note.By = about.By
		if _, err := original.Snapshot(ctx, shared, note); err != nil {
			return shared, &UnnotedError{err}
		}
	}
	return shared, nil
}
