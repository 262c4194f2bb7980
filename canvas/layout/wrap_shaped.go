package layout

const softHyphen = 0xAD

// wrapShaped wraps one hard line of clean text of any script.
func wrapShaped(text string, s Style, width float64, maxLines int, more bool) (lines []Line, cut bool) {
	text, more = foreshorten(text, s, width, maxLines, more)
	sh := borrowShaper()
	defer sh.giveBack()
	p := sh.newParagraph([]rune(text), s)
	m := sh.measure(p)
	for start := 0; ; {
		line, next := sh.fit(p, m, start, width)
		if last := maxLines > 0 && len(lines) == maxLines-1; last && (next < len(p.runes) || more) {
			return append(lines, sh.fitCut(p, m, start, width)), true
		}
		lines = append(lines, line)
		if next >= len(p.runes) {
			return lines, false
		}
		start = next
	}
}

// foreshorten drops what can never be on the lines asked for, so that a book pasted into a card costs
// no more than a card. No script's letters are on average narrower than an eighth of the size.
func foreshorten(text string, s Style, width float64, maxLines int, more bool) (string, bool) {
	if maxLines <= 0 || s.Size <= 0 {
		return text, more
	}
	most := float64(maxLines) * (64 + 8*width/s.Size)
	if float64(len(text)) <= most {
		return text, more
	}
	n := 0
	for i := range text {
		if float64(n) > most {
			return text[:i], true
		}
		n++
	}
	return text, more
}

// measure shapes the whole paragraph for its advances.
func (s *shaper) measure(p *paragraph) *measured {
	m := new(measured)
	m.reset(len(p.runes))
	begins := make([]bool, len(p.runes)+1)
	for _, it := range p.items {
		begins[it.start] = true
		g := s.shape(p, it)
		for i, at := range g.at {
			m.advance[at] += g.advance[i]
			begins[at] = true
		}
	}
	for i, r := range p.runes {
		// A cut inside a ligature would show half of it.
		if p.clusters[i] && begins[i] {
			m.marks[i] |= isCluster
		}
		if blank(r) {
			m.marks[i] |= isBlank
		}
	}
	markBreaks(&s.segment, p.runes, m.marks)
	return m
}

// fit builds the line that begins at start. Letters at a break may take other shapes than inside the
// paragraph, so the finished line is measured and made shorter where it does not fit.
func (s *shaper) fit(p *paragraph, m *measured, start int, width float64) (line Line, next int) {
	room := width
	for {
		end, next := m.nextLine(start, room)
		hyphen := ""
		if next < len(p.runes) && end > start && p.runes[end-1] == softHyphen {
			hyphen = "-"
		}
		line := s.line(p, start, end, hyphen)
		over := line.Width - width
		if over <= slack(width) || end-start <= 1 || next <= m.clusterBreak(start, start+1) {
			return line, next
		}
		room = min(room, m.sum(start, end)) - max(over, 1e-6*(1+width))
		if room <= 0 {
			end = m.clusterBreak(start, start+1)
			return s.line(p, start, m.trim(start, end), ""), end
		}
	}
}

func (m *measured) sum(start, end int) (x float64) {
	for _, a := range m.advance[start:end] {
		x += a
	}
	return x
}

// fitCut builds the last line, with an ellipsis.
func (s *shaper) fitCut(p *paragraph, m *measured, start int, width float64) Line {
	ending := NewLine(ellipsis, p.style).Width
	room := width
	for {
		end := m.cutLine(start, room, ending)
		line := s.line(p, start, end, ellipsis)
		over := line.Width - width
		if over <= slack(width) || end <= start {
			return line
		}
		room -= max(over, 1e-6*(1+width))
	}
}
