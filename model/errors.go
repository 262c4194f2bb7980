package model

import "errors"

// ErrNotFound is wrapped by the errors of commands that name a record which does not exist.
var ErrNotFound = errors.New("not found")

// InvalidError says which rule a value breaks: of which record, in which field, and why. Field is
// the Go name of the field ("Span"); it is empty when the record as a whole is meant. Reason is a
// short lower-case phrase in the program's words.
type InvalidError struct {
	Ref    Ref
	Field  string
	Reason string
	cause  error
}

// Error describes the broken rule with the record's kind and id.
func (e *InvalidError) Error() string {
	text := string(e.Ref.Kind)
	if e.Ref.ID != "" {
		text += " " + e.Ref.ID
	}
	if e.Field != "" {
		text += ", " + e.Field
	}
	return text + ": " + e.Reason
}

// Unwrap returns ErrNotFound when the rule is that a named record must exist, and nil otherwise.
func (e *InvalidError) Unwrap() error { return e.cause }

// invalid returns the error for a broken rule.
func invalid(ref Ref, field, reason string) error {
	return &InvalidError{Ref: ref, Field: field, Reason: reason}
}

// missing returns the error for a record that a command names and that does not exist.
func missing(ref Ref) error {
	return &InvalidError{Ref: ref, Reason: "does not exist", cause: ErrNotFound}
}

// dangling returns the error for a field that refers to a record that does not exist.
func dangling(ref Ref, field string, kind RecordKind, id string) error {
	return &InvalidError{Ref: ref, Field: field, Reason: "refers to " + string(kind) + " " + id + ", which does not exist", cause: ErrNotFound}
}
