// Package store keeps a workspace in one file.
package store

import (
	"context"
	"errors"
	"io"
	"time"

	"stagecraft/model"
)

var errNotBuilt = errors.New("not built yet")

// Options says how a workspace file is opened.
type Options struct {
	ReadOnly bool          // nothing is written and no lock is taken
	Timeout  time.Duration // how long to wait for another opener; 0 means 500 ms
}

// Stats is what one Save wrote.
type Stats struct {
	Records int
	Bytes   int64
}

// Problem is something in a file that could not be read, or that was repaired.
type Problem struct {
	File  string           `json:"file"`
	Kind  model.RecordKind `json:"kind,omitempty"`
	Title string           `json:"title,omitempty"`
	Text  string           `json:"text"`
}

// CheckReport is what Check found.
type CheckReport struct{}

// File is an open workspace file.
type File struct{}

// Errors of Open.
var (
	ErrInUse        = errors.New("open in another window")
	ErrTooNew       = errors.New("made by a newer version")
	ErrDamaged      = errors.New("damaged")
	ErrNotWorkspace = errors.New("not a workspace")
	ErrReadOnly     = errors.New("read-only")
)

func Create(ctx context.Context, path string, w *model.Workspace) (*File, error) {
	return nil, errNotBuilt
}
func Open(ctx context.Context, path string, o Options) (*File, error) { return nil, errNotBuilt }
func (f *File) Workspace() *model.Workspace                           { return nil }
func (f *File) Problems() []Problem                                   { return nil }
func (f *File) Path() string                                          { return "" }
func (f *File) ReadOnly() bool                                        { return false }
func (f *File) Close() error                                          { return nil }
func (f *File) Compact(ctx context.Context) error                     { return errNotBuilt }
func (f *File) Save(ctx context.Context, w *model.Workspace) (Stats, error) {
	return Stats{}, errNotBuilt
}
func Check(ctx context.Context, path string) (CheckReport, error)          { return CheckReport{}, errNotBuilt }
func WriteFile(path string, write func(io.Writer) error) error             { return errNotBuilt }
func DefaultPath() (string, error)                                         { return "", errNotBuilt }
func EncodeJourney(w *model.Workspace, id model.JourneyID) ([]byte, error) { return nil, errNotBuilt }
func DecodeJourney(data []byte) (*model.Workspace, error)                  { return nil, errNotBuilt }
func EncodeWorkspace(w *model.Workspace) ([]byte, error)                   { return nil, errNotBuilt }
func DecodeWorkspace(data []byte) (*model.Workspace, error)                { return nil, errNotBuilt }
