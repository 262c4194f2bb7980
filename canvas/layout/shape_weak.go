package layout

import (
	"sort"

	"golang.org/x/text/unicode/bidi"
)

// isolatingRun is one isolating run sequence on its way through W1 to I2.
type isolatingRun struct {
	runes    []rune
	original []bidi.Class
	classes  []bidi.Class // indexed like the text
	at       []int        // indices into the text
	level    uint8
	sos, eos bidi.Class
}

// resolveRun applies W1 to W7, N0 to N2, I1 and I2 to one isolating run sequence and writes the levels
// of its characters.
func resolveRun(runes []rune, original, classes []bidi.Class, explicit, levels []uint8, seq []int, base uint8) {
	s := isolatingRun{runes: runes, original: original, classes: classes, at: seq, level: explicit[seq[0]]}
	s.borders(explicit, base)
	s.weakMarks()
	s.weakSeparators()
	s.weakToStrong()
	s.brackets()
	s.neutrals()
	for _, i := range seq {
		levels[i] = implicitLevel(s.level, classes[i])
	}
}

// implicitLevel applies I1 and I2.
func implicitLevel(level uint8, c bidi.Class) uint8 {
	switch {
	case level&1 == 0 && c == bidi.R, level&1 == 1 && c != bidi.R:
		return level + 1
	case level&1 == 0 && (c == bidi.AN || c == bidi.EN):
		return level + 2
	}
	return level
}

// borders finds the classes at the start and the end of the sequence (X10).
func (s *isolatingRun) borders(explicit []uint8, base uint8) {
	before, after := base, base
	for i := s.at[0] - 1; i >= 0; i-- {
		if explicit[i] != noLevel {
			before = explicit[i]
			break
		}
	}
	last := s.at[len(s.at)-1]
	if !isInitiator(s.original[last]) {
		for i := last + 1; i < len(explicit); i++ {
			if explicit[i] != noLevel {
				after = explicit[i]
				break
			}
		}
	}
	s.sos, s.eos = strongOf(max(s.level, before)), strongOf(max(s.level, after))
}

func strongOf(level uint8) bidi.Class {
	if level&1 == 1 {
		return bidi.R
	}
	return bidi.L
}

// weakMarks applies W1 to W3.
func (s *isolatingRun) weakMarks() {
	previous, strong := s.sos, s.sos
	for _, i := range s.at {
		c := s.classes[i]
		if c == bidi.NSM {
			c = previous
			if isInitiator(previous) || previous == bidi.PDI {
				c = bidi.ON
			}
		}
		previous = c
		switch c {
		case bidi.L, bidi.R:
			strong = c
		case bidi.AL:
			strong, c = bidi.AL, bidi.R
		case bidi.EN:
			if strong == bidi.AL {
				c = bidi.AN
			}
		}
		s.classes[i] = c
	}
}

// weakSeparators applies W4 to W6.
func (s *isolatingRun) weakSeparators() {
	for k := 1; k+1 < len(s.at); k++ {
		a, b, c := s.classes[s.at[k-1]], s.classes[s.at[k]], s.classes[s.at[k+1]]
		if a == c && (b == bidi.CS && (a == bidi.EN || a == bidi.AN) || b == bidi.ES && a == bidi.EN) {
			s.classes[s.at[k]] = a
		}
	}
	for k := 0; k < len(s.at); k++ {
		if s.classes[s.at[k]] != bidi.ET {
			continue
		}
		end := k
		for end < len(s.at) && s.classes[s.at[end]] == bidi.ET {
			end++
		}
		number := k > 0 && s.classes[s.at[k-1]] == bidi.EN || end < len(s.at) && s.classes[s.at[end]] == bidi.EN
		for ; k < end; k++ {
			if number {
				s.classes[s.at[k]] = bidi.EN
			}
		}
	}
	for _, i := range s.at {
		switch s.classes[i] {
		case bidi.ES, bidi.ET, bidi.CS:
			s.classes[i] = bidi.ON
		}
	}
}

// weakToStrong applies W7.
func (s *isolatingRun) weakToStrong() {
	strong := s.sos
	for _, i := range s.at {
		switch c := s.classes[i]; {
		case c == bidi.L || c == bidi.R:
			strong = c
		case c == bidi.EN && strong == bidi.L:
			s.classes[i] = bidi.L
		}
	}
}

// closingOf returns the bracket that closes an opening one. The pairs of BidiBrackets.txt lie side by
// side but for a few.
func closingOf(r rune) rune {
	switch r {
	case '[', '{', '［', '｛':
		return r + 2
	case '⦍':
		return '⦐'
	case '⦏':
		return '⦎'
	}
	return r + 1
}

// canonicalBracket makes the two code points of the angle brackets one.
func canonicalBracket(r rune) rune {
	switch r {
	case 0x2329:
		return 0x3008
	case 0x232A:
		return 0x3009
	}
	return r
}

// brackets applies N0.
func (s *isolatingRun) brackets() {
	for _, pair := range s.bracketPairs() {
		c := s.bracketDirection(pair[0], pair[1])
		if c == bidi.ON {
			continue
		}
		for _, k := range pair {
			s.classes[s.at[k]] = c
			// Marks on a bracket that changed go with it.
			for n := k + 1; n < len(s.at) && s.original[s.at[n]] == bidi.NSM; n++ {
				s.classes[s.at[n]] = c
			}
		}
	}
}

// bracketDirection decides the direction of a pair at two places of the sequence, ON when it has none.
func (s *isolatingRun) bracketDirection(open, shut int) bidi.Class {
	embedding, other := strongOf(s.level), false
	for _, i := range s.at[open+1 : shut] {
		switch strongClass(s.classes[i]) {
		case embedding:
			return embedding
		case bidi.L, bidi.R:
			other = true
		}
	}
	if !other {
		return bidi.ON
	}
	for k := open - 1; k >= 0; k-- {
		if c := strongClass(s.classes[s.at[k]]); c != bidi.ON {
			return c
		}
	}
	return s.sos
}

// strongClass returns the direction that a class counts as for neutrals, ON for none.
func strongClass(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// bracketPairs finds the pairs of the sequence in the order of their opening (BD16).
func (s *isolatingRun) bracketPairs() [][2]int {
	const stackSize = 63
	type opening struct {
		shut rune
		at   int
	}
	var stack []opening
	var pairs [][2]int
	for k, i := range s.at {
		if s.classes[i] != bidi.ON {
			continue
		}
		p, _ := bidi.LookupRune(s.runes[i])
		if !p.IsBracket() {
			continue
		}
		r := canonicalBracket(s.runes[i])
		if p.IsOpeningBracket() {
			if len(stack) == stackSize {
				return pairs[:0]
			}
			stack = append(stack, opening{closingOf(r), k})
			continue
		}
		for n := len(stack) - 1; n >= 0; n-- {
			if stack[n].shut == r {
				pairs = append(pairs, [2]int{stack[n].at, k})
				stack = stack[:n]
				break
			}
		}
	}
	sort.Slice(pairs, func(a, b int) bool { return pairs[a][0] < pairs[b][0] })
	return pairs
}

// neutrals applies N1 and N2.
func (s *isolatingRun) neutrals() {
	for k := 0; k < len(s.at); k++ {
		if !neutral(s.classes[s.at[k]]) {
			continue
		}
		end := k
		for end < len(s.at) && neutral(s.classes[s.at[end]]) {
			end++
		}
		before, after := s.sos, s.eos
		if k > 0 {
			before = strongClass(s.classes[s.at[k-1]])
		}
		if end < len(s.at) {
			after = strongClass(s.classes[s.at[end]])
		}
		c := strongOf(s.level)
		if before == after {
			c = before
		}
		for ; k < end; k++ {
			s.classes[s.at[k]] = c
		}
	}
}

func neutral(c bidi.Class) bool {
	switch c {
	case bidi.B, bidi.S, bidi.WS, bidi.ON, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
		return true
	}
	return false
}
