package scene

import (
	"fmt"
	"strings"

	"stagecraft/model"
)

// cardLabel says what a card is: "Touchpoint Online check-in, step 3.2, validated, moment of truth".
func cardLabel(c *model.Card, kind model.Kind, step string, mark heatMark, comments int) string {
	title := strings.TrimSpace(c.Title)
	if title == "" {
		title = "without text"
	}
	parts := []string{kind.CardName() + " " + title, "step " + step, c.Evidence.Name()}
	if name := model.SeverityName(c.Severity); name != "" {
		parts = append(parts, fmt.Sprintf("severity %d, %s", c.Severity, name))
	}
	if c.MomentOfTruth {
		parts = append(parts, "moment of truth")
	}
	if c.Votes > 0 {
		parts = append(parts, model.Count(c.Votes, "vote"))
	}
	if comments > 0 {
		parts = append(parts, model.Count(comments, "comment"))
	}
	if mark.words != "" {
		parts = append(parts, mark.words)
	}
	return strings.Join(parts, ", ")
}
