package model

import (
	"math"
	"strconv"
	"time"
)

// cardNames are the kinds as one card of each is called.
var cardNames = map[Kind]string{
	KindAction: "Customer action", KindTouchpoint: "Touchpoint", KindChannel: "Channel", KindThinking: "Thought",
	KindFeeling: "Feeling", KindSaying: "Quote", KindDoing: "Behaviour", KindEmotion: "Mood", KindPain: "Pain",
	KindGain: "Gain", KindOpportunity: "Opportunity", KindEvidence: "Physical evidence",
	KindFrontstage: "Frontstage action", KindBackstage: "Backstage action", KindSupport: "Support process",
	KindSystem: "System", KindPolicy: "Policy", KindMetric: "Metric note", KindNote: "Note",
}

// CardName returns what one card of the kind is called: "Customer action". It is the kind itself for a
// kind that does not exist.
func (k Kind) CardName() string {
	if name, ok := cardNames[k]; ok {
		return name
	}
	return string(k)
}

// Name returns the status in words: "In review". It is empty for none.
func (s Status) Name() string {
	switch s {
	case Draft:
		return "Draft"
	case InReview:
		return "In review"
	case Approved:
		return "Approved"
	case Retired:
		return "Retired"
	default:
		return ""
	}
}

// Name returns the level in words, as within a sentence: "partly supported". The empty level is an
// assumption.
func (e Evidence) Name() string {
	switch e {
	case Validated:
		return "validated"
	case Partial:
		return "partly supported"
	default:
		return "assumption"
	}
}

// Verb returns what the card that a link comes from does to the one that it ends at: "leads to".
func (k LinkKind) Verb() string {
	switch k {
	case DependsOn:
		return "depends on"
	case Handoff:
		return "hands over to"
	case Causes:
		return "causes"
	default:
		return "leads to"
	}
}

// Verb returns what stands between the titles of the two cards when the link is read out: that of its
// kind, or "exchanges with" when it goes both ways.
func (l *Link) Verb() string {
	if l.Exchange {
		return "exchanges with"
	}
	return l.Kind.Verb()
}

// Name returns what stands beside the line on a map: "Line of visibility". It is empty for a line that
// does not exist.
func (k LineKind) Name() string {
	switch k {
	case LineOfInteraction:
		return "Line of interaction"
	case LineOfVisibility:
		return "Line of visibility"
	case LineOfInternalInteraction:
		return "Line of internal interaction"
	default:
		return ""
	}
}

// SeverityName returns a severity of 1 to 3 in words: "minor", "hinders", "stops the customer". It is
// empty for every other number.
func SeverityName(severity int) string {
	switch severity {
	case 1:
		return "minor"
	case 2:
		return "hinders"
	case 3:
		return "stops the customer"
	default:
		return ""
	}
}

// MoodName writes a mood with its sign: "+1", "0", "–0.5", with an en dash for the minus.
func MoodName(mood float64) string {
	text := strconv.FormatFloat(math.Abs(mood), 'f', -1, 64)
	switch {
	case mood > 0:
		return "+" + text
	case mood < 0:
		return "\u2013" + text
	default:
		return "0"
	}
}

// Count writes a number of things, with commas between thousands: "1 card", "12,840 cards". The noun is
// one of those that take an s.
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n) + " " + noun + "s"
}

// SpanText writes a length of time in its two largest units, rounded down, a year being 365 days: "1 day 2
// hours", "45 minutes". Less than a minute is "less than a minute".
func SpanText(d time.Duration) string {
	units := []struct {
		length time.Duration
		noun   string
	}{{365 * 24 * time.Hour, "year"}, {24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}}
	for i, u := range units {
		n := d / u.length
		if n == 0 {
			continue
		}
		text := Count(int(n), u.noun)
		if rest := d - n*u.length; i+1 < len(units) && rest >= units[i+1].length {
			text += " " + Count(int(rest/units[i+1].length), units[i+1].noun)
		}
		return text
	}
	return "less than a minute"
}
