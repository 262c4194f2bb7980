package scene

import (
	"strings"

	"stagecraft/model"
)

// kindWords are the kinds as one card of them is called.
var kindWords = map[model.Kind]string{
	model.KindAction: "Customer action", model.KindTouchpoint: "Touchpoint", model.KindChannel: "Channel",
	model.KindThinking: "Thought", model.KindFeeling: "Feeling", model.KindSaying: "Quote", model.KindDoing: "Behaviour",
	model.KindEmotion: "Mood", model.KindPain: "Pain", model.KindGain: "Gain", model.KindOpportunity: "Opportunity",
	model.KindEvidence: "Physical evidence", model.KindFrontstage: "Frontstage action",
	model.KindBackstage: "Backstage action", model.KindSupport: "Support process", model.KindSystem: "System",
	model.KindPolicy: "Policy", model.KindMetric: "Metric note", model.KindNote: "Note",
}

// evidenceWords are the levels of evidence as they are read out.
func evidenceWords(e model.Evidence) string {
	switch e {
	case model.Validated:
		return "validated"
	case model.Partial:
		return "partly supported"
	default:
		return "assumption"
	}
}

var severityWords = [4]string{"", "severity 1, minor", "severity 2, hinders", "severity 3, stops the customer"}

// cardLabel says what a card is: "Touchpoint Online check-in, step 3.2, validated, moment of truth".
func cardLabel(c *model.Card, kind model.Kind, step string, mark heatMark) string {
	title := strings.TrimSpace(c.Title)
	if title == "" {
		title = "without text"
	}
	parts := []string{kindWords[kind] + " " + title, "step " + step, evidenceWords(c.Evidence)}
	if c.Severity > 0 && c.Severity < len(severityWords) {
		parts = append(parts, severityWords[c.Severity])
	}
	if c.MomentOfTruth {
		parts = append(parts, "moment of truth")
	}
	if c.Votes > 0 {
		parts = append(parts, plural(c.Votes, "vote"))
	}
	if mark.words != "" {
		parts = append(parts, mark.words)
	}
	return strings.Join(parts, ", ")
}
