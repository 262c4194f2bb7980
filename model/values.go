package model

import (
	"encoding/json"
	"fmt"
	"time"
)

// Maybe is a value that may be missing. Missing is never zero: the zero Maybe is missing.
type Maybe[T any] struct {
	Value T
	Known bool
}

// Some returns a known value.
func Some[T any](v T) Maybe[T] { return Maybe[T]{Value: v, Known: true} }

// Or returns the value when it is known and otherwise.
func (m Maybe[T]) Or(otherwise T) T {
	if m.Known {
		return m.Value
	}
	return otherwise
}

// MarshalJSON writes a missing value as null.
func (m Maybe[T]) MarshalJSON() ([]byte, error) {
	if !m.Known {
		return []byte("null"), nil
	}
	return json.Marshal(m.Value)
}

// UnmarshalJSON reads null as missing.
func (m *Maybe[T]) UnmarshalJSON(data []byte) error {
	*m = Maybe[T]{}
	if string(data) == "null" {
		return nil
	}
	m.Known = true
	return json.Unmarshal(data, &m.Value)
}

// IsZero reports whether the value is missing; encoding/json's omitzero uses it.
func (m Maybe[T]) IsZero() bool { return !m.Known }

// Date is a day as "2006-01-02", or empty for none.
type Date string

// ParseDate returns the date that text names in ISO form; an empty text is no date.
func ParseDate(text string) (Date, error) {
	if text == "" {
		return "", nil
	}
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return "", fmt.Errorf("%q is not a date like 2026-03-31", text)
	}
	return Date(text), nil
}

// Period is the time that an observation stands for, in ISO 8601: a day "2026-03-31", a week
// "2026-W14", a month "2026-03", a quarter "2026-Q1", a year "2026", or empty when unknown.
type Period string

// JourneyKind says which state of the world a journey shows.
type JourneyKind string

// The kinds of journey.
const (
	Current   JourneyKind = "current"
	Future    JourneyKind = "future"
	DayInLife JourneyKind = "day"
)

// Status is how far the work on a journey is.
type Status string

// The statuses of a journey.
const (
	Draft    Status = "draft"
	InReview Status = "review"
	Approved Status = "approved"
	Retired  Status = "retired"
)

// Kind says what a card or the cards of a lane are.
type Kind string

// The kinds of lane and card. A card without a kind of its own has its lane's: a lane of pains may
// hold a gain.
const (
	KindAction      Kind = "action"
	KindTouchpoint  Kind = "touchpoint"
	KindChannel     Kind = "channel"
	KindThinking    Kind = "thinking"
	KindFeeling     Kind = "feeling"
	KindSaying      Kind = "saying"
	KindDoing       Kind = "doing"
	KindEmotion     Kind = "emotion"
	KindPain        Kind = "pain"
	KindGain        Kind = "gain"
	KindOpportunity Kind = "opportunity"
	KindEvidence    Kind = "evidence" // physical evidence
	KindFrontstage  Kind = "frontstage"
	KindBackstage   Kind = "backstage"
	KindSupport     Kind = "support"
	KindSystem      Kind = "system"
	KindPolicy      Kind = "policy"
	KindMetric      Kind = "metric"
	KindNote        Kind = "note"
)

// Kinds lists every kind, in the order in which menus show them.
var Kinds = []Kind{
	KindAction, KindDoing, KindThinking, KindFeeling, KindSaying, KindEmotion, KindPain, KindGain,
	KindTouchpoint, KindChannel, KindEvidence, KindFrontstage, KindBackstage, KindSupport, KindSystem,
	KindPolicy, KindMetric, KindOpportunity, KindNote,
}

// Zone says on which side of the blueprint's lines a lane lies.
type Zone string

// The zones, from the customer down. Insight lanes belong to no side.
const (
	ZoneCustomer   Zone = "customer"
	ZoneContact    Zone = "contact"
	ZoneFrontstage Zone = "frontstage"
	ZoneBackstage  Zone = "backstage"
	ZoneSupport    Zone = "support"
	ZoneInsight    Zone = "insight"
)

// Zones lists the zones from the customer down.
var Zones = []Zone{ZoneCustomer, ZoneContact, ZoneFrontstage, ZoneBackstage, ZoneSupport, ZoneInsight}

// Zone returns the zone in which lanes of this kind usually lie.
func (k Kind) Zone() Zone {
	switch k {
	case KindTouchpoint, KindChannel, KindEvidence:
		return ZoneContact
	case KindFrontstage:
		return ZoneFrontstage
	case KindBackstage:
		return ZoneBackstage
	case KindSupport, KindSystem, KindPolicy:
		return ZoneSupport
	case KindMetric, KindOpportunity, KindNote:
		return ZoneInsight
	default:
		return ZoneCustomer
	}
}

// Evidence is how sure the team is of a record.
type Evidence string

// The levels of evidence. The empty level counts as an assumption.
const (
	Assumption Evidence = "assumption"
	Partial    Evidence = "partial"
	Validated  Evidence = "validated"
)

// Direction says which way a metric gets better.
type Direction string

// The directions of a metric.
const (
	HigherIsBetter Direction = "higher"
	LowerIsBetter  Direction = "lower"
)

// Aggregation says how the observations of a metric become one value.
type Aggregation string

// The aggregations. Mean weights each observation by its n (1 when n is missing). Ratio is the sum of
// the numerators over the sum of the denominators. NPS is the share of answers 9-10 less that of 0-6,
// in points from -100 to +100. TopTwo is the share of answers in the two highest boxes of the scale.
const (
	Mean   Aggregation = "mean"
	Sum    Aggregation = "sum"
	Ratio  Aggregation = "ratio"
	NPS    Aggregation = "nps"
	TopTwo Aggregation = "top2"
	Median Aggregation = "median"
	Last   Aggregation = "last"
)

// Family groups metrics by what they speak of.
type Family string

// The families of metrics.
const (
	StageFamily        Family = "stage"
	RelationshipFamily Family = "relationship"
	RetentionFamily    Family = "retention"
	BehaviourFamily    Family = "behaviour"
	OperationsFamily   Family = "operations"
)

// LinkKind says what a link means.
type LinkKind string

// The kinds of link.
const (
	Flow      LinkKind = "flow"
	DependsOn LinkKind = "depends"
	Handoff   LinkKind = "handoff"
	Causes    LinkKind = "causes"
)

// ChannelClass says who controls a channel.
type ChannelClass string

// The classes of channel.
const (
	Owned  ChannelClass = "owned"
	Earned ChannelClass = "earned"
	Paid   ChannelClass = "paid"
)
