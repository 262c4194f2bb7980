package model

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// The ids of the records. They are distinct types so that one cannot be passed for another. An id is
// unique in its workspace (those of stages, steps, lanes, cards, links and comments in their journey).
type (
	JourneyID string
	StageID   string
	StepID    string
	LaneID    string
	CardID    string
	LinkID    string
	CommentID string
	PersonaID string
	MetricID  string
	SourceID  string
	ChannelID string
	OwnerID   string
	SystemID  string
	ViewID    string
	ImageID   string // the SHA-256 of the image's bytes, in hex
)

var idText = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// NewID returns a fresh random id of any id type, with 100 bits of randomness.
func NewID[T ~string]() T {
	return T(strings.ToLower(rand.Text()[:20]))
}

// DerivedID returns the id that a copy of the record with id old gets in the duplication named by
// salt: always the same one for the same two, so that redoing a duplication gives the same ids.
func DerivedID[T ~string](salt string, old T) T {
	sum := sha256.Sum256([]byte(salt + "\x00" + string(old)))
	return T(idText.EncodeToString(sum[:])[:20])
}
