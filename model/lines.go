package model

// LineKind names one of the three lines of a service blueprint.
type LineKind string

// The blueprint's lines, from the customer down.
const (
	LineOfInteraction         LineKind = "interaction"
	LineOfVisibility          LineKind = "visibility"
	LineOfInternalInteraction LineKind = "internal"
)

// BlueprintLine is one line and its place: above the lane with index Before.
type BlueprintLine struct {
	Kind   LineKind
	Before int
}

// depth says how far from the customer a zone lies; insight lanes lie nowhere (-1).
func (z Zone) depth() int {
	switch z {
	case ZoneCustomer, ZoneContact:
		return 0
	case ZoneFrontstage:
		return 1
	case ZoneBackstage:
		return 2
	case ZoneSupport:
		return 3
	default:
		return -1
	}
}

// BlueprintLines returns the lines that follow from the lanes' zones, from the top down: the line of
// interaction above the first frontstage lane, the line of visibility above the first backstage lane
// and the line of internal interaction above the first support lane (the order of Bitner, Ostrom and
// Morgan, "Service Blueprinting", 2008). A line is left out when nothing nearer to the customer lies
// above it, or when something farther away does: it would divide nothing.
func BlueprintLines(lanes []*Lane) []BlueprintLine {
	kinds := [...]LineKind{1: LineOfInteraction, 2: LineOfVisibility, 3: LineOfInternalInteraction}
	var seen [4]bool
	var lines []BlueprintLine
	deepest := -1
	for i, lane := range lanes {
		d := lane.ZoneOf().depth()
		if d < 0 {
			continue
		}
		if d > 0 && !seen[d] && deepest >= 0 && deepest < d {
			lines = append(lines, BlueprintLine{Kind: kinds[d], Before: i})
		}
		seen[d] = true
		deepest = max(deepest, d)
	}
	return lines
}
