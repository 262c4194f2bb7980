package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

func TestExplain(t *testing.T) {
	path := func(err error) error { return &fs.PathError{Op: "open", Path: "/home/ada/maps/hotel.stage", Err: err} }
	for _, c := range []struct {
		err           error
		title, detail string
	}{
		{fmt.Errorf("hotel.stage: %w", store.ErrInUse), "hotel.stage is open in another window", "close it"},
		{fmt.Errorf("hotel.stage: %w", store.ErrTooNew), "newer version", "update the program"},
		{fmt.Errorf("hotel.stage: %w", store.ErrUnknownForm), "newer version", "cannot read it"},
		{fmt.Errorf("hotel.stage: %w", store.ErrDamaged), "hotel.stage is damaged", "left as it is"},
		{fmt.Errorf("photo.stage: %w", store.ErrNotWorkspace), "photo.stage is not a Stagecraft file", "ends in .stage"},
		{fmt.Errorf("save: %w", path(syscall.ENOSPC)), "The disk is full", "Make some room"},
		{path(syscall.EROFS), "cannot be written", "another folder"},
		{path(fs.ErrPermission), "hotel.stage cannot be reached", "You may not"},
		{path(fs.ErrNotExist), "hotel.stage is not there", "moved"},
		{path(fs.ErrExist), "hotel.stage is there already", "another name"},
		{errReadOnly, "for reading only", "Save a copy"},
		{context.Canceled, "Stopped", "Nothing was changed"},
		{fmt.Errorf("card c1: %w", model.ErrNotFound), "not there any more", "Nothing was changed"},
		{&model.InvalidError{Ref: model.Ref{Kind: model.StepRecord, ID: "s1"}, Reason: "is the only one of its stage"}, "cannot be done", "The step is the only one of its stage"},
		{&model.InvalidError{Ref: model.Ref{Kind: model.CardRecord, ID: "c1"}, Field: "Severity", Reason: "must be 0 to 3"}, "cannot be done", "The card's severity must be 0 to 3"},
		{errors.New("survey.csv: line 3 is no table"), "did not work", "Survey.csv: line 3 is no table."},
	} {
		title, detail := explain(c.err)
		if !strings.Contains(title, c.title) || !strings.Contains(detail, c.detail) {
			t.Errorf("%v is told as %q, %q; want %q, %q", c.err, title, detail, c.title, c.detail)
		}
	}
}

// No message shows what only a programmer reads.
func TestExplain_SpeaksTheUsersWords(t *testing.T) {
	for _, e := range explanations {
		title, detail := explain(e.err)
		for _, word := range []string{"error", "invalid", "null", "nil", "%!", "FILE", "0x"} {
			if strings.Contains(title+detail, word) {
				t.Errorf("%q, %q contains %q", title, detail, word)
			}
		}
		if detail == "" {
			t.Errorf("%q says nothing about what to do", title)
		}
	}
}
