package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"unicode"

	"stagecraft/model"
	"stagecraft/store"
)

// explain turns an error into what the user is told: what happened, and what to do.
func explain(err error) (title, detail string) {
	name := fileIn(err)
	for _, e := range explanations {
		if errors.Is(err, e.err) {
			return named(e.title, name), e.detail
		}
	}
	var invalid *model.InvalidError
	if errors.As(err, &invalid) {
		return "That cannot be done", sentence(fieldWords(invalid)) + " Nothing was changed."
	}
	if errors.Is(err, model.ErrNotFound) {
		return "That is not there any more", "It was deleted or undone meanwhile. Nothing was changed."
	}
	return "That did not work", sentence(err.Error())
}

// explanations are tried in order: the more special come first.
var explanations = []struct {
	err           error
	title, detail string
}{
	{store.ErrInUse, "FILE is open in another window", "You can read it here. To change it, close it in the other window first."},
	{store.ErrTooNew, "FILE was made by a newer version of Stagecraft", "You can read it here. To change it, update the program. The file was left as it is."},
	{store.ErrUnknownForm, "FILE was made by a newer version of Stagecraft", "This version cannot read it: update the program. The file was left as it is."},
	{store.ErrNotWorkspace, "FILE is not a Stagecraft file", "Choose a file that ends in .stage. To bring in a table of values, use Import spreadsheet."},
	{store.ErrDamaged, "FILE is damaged", "It was left as it is. Open a backup of it, or ask for the copy that someone else has."},
	{store.ErrReplaced, "FILE was replaced or changed by another program", "Nothing was written over it. Keep your work as a new file, then look at both."},
	{store.ErrNoBackup, "There is no backup of FILE", "One is made within a minute after a change."},
	{store.ErrReadOnly, "FILE is open for reading only", "Save a copy to make changes."},
	{errGlimpse, "This is another version", "Go back to the present one to make changes."},
	{errReadOnly, "This file is open for reading only", "Save a copy to make changes."},
	{syscall.ENOSPC, "The disk is full", "Make some room on the disk, or save somewhere else."},
	{syscall.EROFS, "This place cannot be written to", "Choose another folder."},
	{fs.ErrPermission, "FILE cannot be reached", "You may not read or write there. Choose another folder, or change who may use this one."},
	{fs.ErrNotExist, "FILE is not there", "It was moved, renamed or deleted, or the drive that it lies on is not connected."},
	{fs.ErrExist, "FILE is there already", "Choose another name."},
	{context.Canceled, "Stopped", "Nothing was changed."},
	{context.DeadlineExceeded, "That took too long", "Nothing was changed. Try it again."},
}

// fileIn returns the base name of the file that an error speaks of, or an empty text.
func fileIn(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return filepath.Base(p.Path)
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return filepath.Base(l.New)
	}
	for _, word := range strings.FieldsFunc(err.Error(), func(r rune) bool { return unicode.IsSpace(r) || r == ':' || r == '"' }) {
		if ext := strings.ToLower(filepath.Ext(word)); ext == ".stage" || ext == ".csv" || ext == ".xlsx" || ext == ".pdf" {
			return filepath.Base(word)
		}
	}
	return ""
}

func named(title, name string) string {
	if name == "" {
		name = "The file"
	}
	return strings.Replace(title, "FILE", name, 1)
}

// fieldWords says which rule a change would break, without the names of fields and ids.
func fieldWords(e *model.InvalidError) string {
	what := "the " + string(e.Ref.Kind)
	if e.Ref.Kind == "" {
		what = "it"
	}
	if e.Field != "" {
		what += "'s " + strings.ToLower(e.Field)
	}
	return what + " " + strings.TrimPrefix(e.Reason, what+" ")
}

// sentence gives a text a capital letter and a full stop.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	runes := []rune(text)
	runes[0] = unicode.ToUpper(runes[0])
	text = string(runes)
	if last := runes[len(runes)-1]; last != '.' && last != '!' && last != '?' {
		text += "."
	}
	return text
}
