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
	PairID    string
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
	return T(newDeriver(salt).id(string(old)))
}

// deriver makes the derived ids of one salt.
type deriver struct {
	buffer []byte
	salt   int // how much of the buffer is the salt with its end
	text   [52]byte
}

func newDeriver(salt string) *deriver {
	return &deriver{buffer: append(append(make([]byte, 0, len(salt)+24), salt...), 0), salt: len(salt) + 1}
}

func (d *deriver) id(old string) string {
	d.buffer = append(d.buffer[:d.salt], old...)
	sum := sha256.Sum256(d.buffer)
	idText.Encode(d.text[:], sum[:])
	return string(d.text[:20])
}
