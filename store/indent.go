package store

import "bytes"

// lineWidth is how long a line of readable JSON gets before it is broken.
const lineWidth = 128

// readableJSON lays compact JSON out for people: an object or list that fits on a line stays on one,
// so that a record mostly is a line; a longer one, and each list of objects, is broken and indented by
// two spaces.
func readableJSON(data []byte) []byte {
	p := printer{data: data, ends: make(map[int]int)}
	p.match()
	p.value(0, 0, 0)
	p.out.WriteByte('\n')
	return p.out.Bytes()
}

type printer struct {
	data []byte
	ends map[int]int // of each bracket that opens, where it closes
	out  bytes.Buffer
}

// match finds the end of each object and list.
func (p *printer) match() {
	var open []int
	for i := 0; i < len(p.data); i++ {
		switch p.data[i] {
		case '"':
			i = p.text(i) - 1
		case '{', '[':
			open = append(open, i)
		case '}', ']':
			p.ends[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
	}
}

// text returns the place after the text that begins at i.
func (p *printer) text(i int) int {
	for i++; p.data[i] != '"'; i++ {
		if p.data[i] == '\\' {
			i++
		}
	}
	return i + 1
}

// value writes the value at i and returns the place after it. before is what stands on its line.
func (p *printer) value(i, depth, before int) int {
	switch p.data[i] {
	case '{', '[':
		end := p.ends[i]
		if line := p.line(i, end, lineWidth-before); line != nil {
			p.out.Write(line)
			return end + 1
		}
		p.broken(i, end, depth)
		return end + 1
	default:
		end := p.plain(i)
		p.out.Write(p.data[i:end])
		return end
	}
}

// plain returns the place after a text, number or word.
func (p *printer) plain(i int) int {
	if p.data[i] == '"' {
		return p.text(i)
	}
	for i < len(p.data) && bytes.IndexByte([]byte(",:]}"), p.data[i]) < 0 {
		i++
	}
	return i
}

// line returns what lies from i to end on one line, or nil when that is longer than width.
func (p *printer) line(i, end, width int) []byte {
	if end-i >= width {
		return nil
	}
	if end == i+1 {
		return p.data[i : end+1]
	}
	var line []byte
	start := i
	for i <= end {
		switch b := p.data[i]; b {
		case '"':
			to := p.text(i)
			line = append(line, p.data[i:to]...)
			i = to
			continue
		case ',', ':':
			line = append(line, b, ' ')
		case '{':
			if i > start && p.data[i-1] == '[' {
				return nil
			}
			line = append(line, b, ' ')
		case '}':
			line = append(line, ' ', b)
		default:
			line = append(line, b)
		}
		i++
	}
	if len(line) > width {
		return nil
	}
	return line
}

// broken writes each member on a line of its own.
func (p *printer) broken(i, end, depth int) {
	p.out.WriteByte(p.data[i])
	object := p.data[i] == '{'
	for i++; i < end; {
		p.newLine(depth + 1)
		before := 2 * (depth + 1)
		if object {
			to := p.text(i)
			p.out.Write(p.data[i:to])
			p.out.WriteString(": ")
			before += to - i + 2
			i = to + 1
		}
		i = p.value(i, depth+1, before)
		if p.data[i] == ',' {
			p.out.WriteByte(',')
			i++
		}
	}
	p.newLine(depth)
	p.out.WriteByte(p.data[end])
}

func (p *printer) newLine(depth int) {
	p.out.WriteByte('\n')
	for range depth {
		p.out.WriteString("  ")
	}
}
