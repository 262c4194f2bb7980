package layout

import "golang.org/x/text/unicode/bidi"

// The Unicode bidirectional algorithm (UAX #9), because the one in golang.org/x/text tells left from
// right but not the nesting, and a line with numbers inside Arabic inside English needs the nesting to
// be put in order. Rule names (X1, W4, N0...) are those of the annex.

const maxLevel = 125

// noLevel marks characters that the algorithm leaves out (rule X9); they take the level of what is
// before them.
const noLevel = 255

// paragraphLevel returns 1 when the first strong character reads from right to left, else 0 (P2, P3).
func paragraphLevel(classes []bidi.Class) uint8 {
	depth := 0
	for _, c := range classes {
		switch c {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			depth++
		case bidi.PDI:
			depth = max(0, depth-1)
		case bidi.L:
			if depth == 0 {
				return 0
			}
		case bidi.R, bidi.AL:
			if depth == 0 {
				return 1
			}
		}
	}
	return 0
}

// classesOf looks up the class of every character.
func classesOf(runes []rune) []bidi.Class {
	classes := make([]bidi.Class, len(runes))
	for i, r := range runes {
		p, _ := bidi.LookupRune(r)
		classes[i] = p.Class()
	}
	return classes
}

// embeddingLevels returns the level of every character of one paragraph, and the paragraph's.
func embeddingLevels(runes []rune) (levels []uint8, base uint8) {
	original := classesOf(runes)
	base = paragraphLevel(original)
	levels = make([]uint8, len(runes))
	if base == 0 && onlyLeftToRight(original) {
		return levels, 0
	}
	classes := append([]bidi.Class(nil), original...)
	match := explicitLevels(original, classes, levels, base)
	explicit := append([]uint8(nil), levels...)
	for _, seq := range isolatingRuns(original, explicit, match) {
		resolveRun(runes, original, classes, explicit, levels, seq, base)
	}
	fillRemoved(levels, base)
	resetWhitespace(original, levels, base)
	return levels, base
}

func onlyLeftToRight(classes []bidi.Class) bool {
	for _, c := range classes {
		switch c {
		case bidi.R, bidi.AL, bidi.AN, bidi.RLE, bidi.RLO, bidi.RLI, bidi.LRE, bidi.LRO, bidi.LRI, bidi.FSI, bidi.PDF, bidi.PDI:
			return false
		}
	}
	return true
}

// directional is an entry of the stack of rule X1.
type directional struct {
	level    uint8
	override bidi.Class // bidi.ON for none
	isolate  bool
}

// explicitLevels applies X1 to X8. It returns for each isolate initiator the index of its matching
// PDI, or the length of the text, and for each matched PDI its initiator; other entries are -1.
func explicitLevels(original, classes []bidi.Class, levels []uint8, base uint8) []int {
	match := matchIsolates(original)
	stack := []directional{{base, bidi.ON, false}}
	overflowIsolates, overflowEmbeddings, validIsolates := 0, 0, 0
	for i, c := range original {
		top := stack[len(stack)-1]
		switch c {
		case bidi.RLE, bidi.LRE, bidi.RLO, bidi.LRO:
			levels[i] = noLevel
			next := nextLevel(top.level, c == bidi.RLE || c == bidi.RLO)
			if next <= maxLevel && overflowIsolates == 0 && overflowEmbeddings == 0 {
				stack = append(stack, directional{next, overrideOf(c), false})
			} else if overflowIsolates == 0 {
				overflowEmbeddings++
			}
		case bidi.RLI, bidi.LRI, bidi.FSI:
			levels[i] = top.level
			if top.override != bidi.ON {
				classes[i] = top.override
			}
			right := c == bidi.RLI || c == bidi.FSI && paragraphLevel(original[i+1:match[i]]) == 1
			next := nextLevel(top.level, right)
			if next <= maxLevel && overflowIsolates == 0 && overflowEmbeddings == 0 {
				validIsolates++
				stack = append(stack, directional{next, bidi.ON, true})
			} else {
				overflowIsolates++
			}
		case bidi.PDI:
			if overflowIsolates > 0 {
				overflowIsolates--
			} else if validIsolates > 0 {
				overflowEmbeddings = 0
				for !stack[len(stack)-1].isolate {
					stack = stack[:len(stack)-1]
				}
				stack = stack[:len(stack)-1]
				validIsolates--
			}
			top = stack[len(stack)-1]
			levels[i] = top.level
			if top.override != bidi.ON {
				classes[i] = top.override
			}
		case bidi.PDF:
			levels[i] = noLevel
			if overflowIsolates > 0 {
				break
			}
			if overflowEmbeddings > 0 {
				overflowEmbeddings--
			} else if !top.isolate && len(stack) > 1 {
				stack = stack[:len(stack)-1]
			}
		case bidi.BN:
			levels[i] = noLevel
		case bidi.B:
			levels[i] = base
		default:
			levels[i] = top.level
			if top.override != bidi.ON {
				classes[i] = top.override
			}
		}
	}
	return match
}

func nextLevel(level uint8, right bool) uint8 {
	if right {
		return (level + 1) | 1
	}
	return (level + 2) &^ 1
}

func overrideOf(c bidi.Class) bidi.Class {
	switch c {
	case bidi.RLO:
		return bidi.R
	case bidi.LRO:
		return bidi.L
	}
	return bidi.ON
}

// matchIsolates pairs isolate initiators with their PDIs (BD9).
func matchIsolates(classes []bidi.Class) []int {
	match := make([]int, len(classes))
	var open []int
	for i, c := range classes {
		match[i] = -1
		switch c {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			match[i] = len(classes)
			open = append(open, i)
		case bidi.PDI:
			if n := len(open); n > 0 {
				match[open[n-1]], match[i] = i, open[n-1]
				open = open[:n-1]
			}
		}
	}
	return match
}

// isolatingRuns returns the isolating run sequences (BD13) as lists of indices.
func isolatingRuns(original []bidi.Class, levels []uint8, match []int) [][]int {
	var runs [][]int
	runOf := make([]int, len(levels))
	current := -1
	for i, l := range levels {
		if l == noLevel {
			continue
		}
		if current < 0 || levels[runs[current][0]] != l {
			runs = append(runs, nil)
			current++
		}
		runs[current] = append(runs[current], i)
		runOf[i] = current
	}
	var sequences [][]int
	for _, run := range runs {
		if first := run[0]; original[first] == bidi.PDI && match[first] >= 0 {
			continue // part of the sequence of its initiator
		}
		seq := run
		for {
			last := seq[len(seq)-1]
			if !isInitiator(original[last]) || match[last] >= len(levels) {
				break
			}
			seq = append(seq[:len(seq):len(seq)], runs[runOf[match[last]]]...)
		}
		sequences = append(sequences, seq)
	}
	return sequences
}

func isInitiator(c bidi.Class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

// fillRemoved gives what X9 leaves out the level of what is before it.
func fillRemoved(levels []uint8, base uint8) {
	last := base
	for i, l := range levels {
		if l == noLevel {
			levels[i] = last
		} else {
			last = l
		}
	}
}

// resetWhitespace applies L1 to the end of the line and before separators.
func resetWhitespace(original []bidi.Class, levels []uint8, base uint8) {
	trailing := true
	for i := len(levels) - 1; i >= 0; i-- {
		switch original[i] {
		case bidi.B, bidi.S:
			levels[i], trailing = base, true
		case bidi.WS, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.BN:
			if trailing {
				levels[i] = base
			}
		default:
			trailing = false
		}
	}
}

// visualOrder returns the order in which pieces of the given levels stand from left to right (L2).
func visualOrder(levels []uint8) []int {
	order := make([]int, len(levels))
	highest, lowestOdd := uint8(0), uint8(maxLevel+2)
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
		if l&1 == 1 {
			lowestOdd = min(lowestOdd, l)
		}
	}
	for level := highest; level >= lowestOdd && level > 0; level-- {
		for i := 0; i < len(order); {
			if levels[order[i]] < level {
				i++
				continue
			}
			j := i
			for j < len(order) && levels[order[j]] >= level {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = j
		}
	}
	return order
}
