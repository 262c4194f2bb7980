package app

import (
	"context"

	"stagecraft/model"
	"stagecraft/store"
)

// What a session does with its file as a whole: copies, going on in another one, and the end.

// SaveAs writes the workspace to a new file at path, which must not exist. With goOn the file becomes
// the session's: the work goes on there. It runs off the main goroutine and calls done on it.
func (s *Session) SaveAs(path string, goOn bool, done func(error)) {
	w := s.Workspace()
	s.Background("save a copy", func(ctx context.Context) func() {
		f, err := s.copyTo(ctx, path, w)
		if err == nil && !goOn {
			err = f.Close()
		}
		return func() {
			if err == nil && goOn {
				s.retarget(f, w)
			}
			done(err)
		}
	})
}

// copyTo makes a file of the session's workspace: with all that its file remembers, but for one of another
// version, which is that journey alone.
func (s *Session) copyTo(ctx context.Context, path string, w *model.Workspace) (*store.File, error) {
	if s.isGlimpse {
		return store.Create(ctx, path, w)
	}
	return s.file.SaveAs(ctx, path, w)
}

func (s *Session) retarget(f *store.File, saved *model.Workspace) {
	old := s.file
	s.file, s.isHeld = f, false
	s.file.SetAuthor(s.author)
	s.save.Retarget(saved, writerTo(f))
	if s.keeper != nil {
		s.keeper.follow(f, saved)
	}
	s.watchFile()
	s.Background("close the former file", func(context.Context) func() { old.Close(); return nil })
	s.publish(Update{Parts: PartDocument | PartSave, Before: s.Workspace()})
}

// Finish saves everything on the caller's goroutine. It may be called on any.
func (s *Session) Finish(ctx context.Context) error {
	if s.ReadOnly() {
		return nil
	}
	s.keeping.Wait()
	return s.save.Flush(ctx)
}

// Close gives the file back. Call Finish before. It may be called on any goroutine once nothing uses
// the session any more.
func (s *Session) Close() error {
	if s.outside.stop != nil {
		s.outside.stop()
	}
	s.save.Close()
	if s.keeper != nil {
		s.keeper.close()
	}
	return s.file.Close()
}
