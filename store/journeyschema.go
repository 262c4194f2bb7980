package store

import _ "embed"

//go:embed journey.schema.json
var journeySchema []byte

// JourneySchema returns the JSON Schema (draft 2020-12) of the interchange form of a journey. What breaks it
// DecodeJourney refuses; DecodeJourney also refuses what no schema can say, as a reference to nothing.
func JourneySchema() []byte { return append([]byte(nil), journeySchema...) }
