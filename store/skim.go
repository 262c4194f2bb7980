package store

import (
	"encoding/binary"
	"math"

	"stagecraft/model"
)

// Observations are unpacked when they are first looked at. At opening every chunk is only gone through:
// whether it can be unpacked, and what it speaks of, so that nothing can fail later.

// packed is the observations of one dataset as they lie in the file.
type packed struct {
	about  model.ObservationSummary
	chunks [][]byte
	seen   map[role]bool
	metric map[string]int // index in about.Metrics
}

// role is a text in one of its meanings.
type role struct {
	field int
	text  string
}

// The texts of an observation in their order in a chunk.
const (
	fieldMetric = iota
	fieldStage
	fieldStep
	fieldCard
	fieldSegment
	fieldPeriod
	fieldCount
)

// skimmed is what was found in one chunk: by the index of a text what it means and which values it has.
type skimmed struct {
	texts   []string
	fields  []byte // bit k: it is the text of field k
	values  []model.Range
	order   []int // the metrics as they come up
	numbers [4]model.Range
	least   int
	last    int
	count   int
}

// add takes in a chunk, nothing of it when it is not sound.
func (p *packed) add(content []byte, intern func([]byte) string) error {
	s, err := skim(content, intern)
	if err != nil {
		return err
	}
	if s.count == 0 {
		return nil
	}
	p.chunks = append(p.chunks, content)
	a := &p.about
	if a.Count == 0 {
		a.LeastRow, a.LastRow = s.least, s.last
		p.seen, p.metric = map[role]bool{}, map[string]int{}
	}
	a.Count += s.count
	a.LeastRow, a.LastRow = min(a.LeastRow, s.least), max(a.LastRow, s.last)
	a.Numerator.Join(s.numbers[1])
	a.Denominator.Join(s.numbers[2])
	a.N.Join(s.numbers[3])
	for _, i := range s.order {
		at, known := p.metric[s.texts[i]]
		if !known {
			at = len(a.Metrics)
			p.metric[s.texts[i]] = at
			a.Metrics = append(a.Metrics, model.MeasuredMetric{Metric: model.MetricID(s.texts[i])})
		}
		a.Metrics[at].Value.Join(s.values[i])
	}
	for i, text := range s.texts {
		for field := fieldStage; field < fieldCount; field++ {
			if s.fields[i]&(1<<field) != 0 && text != "" && !p.seen[role{field, text}] {
				p.seen[role{field, text}] = true
				p.name(field, text)
			}
		}
	}
	return nil
}

func (p *packed) name(field int, text string) {
	a := &p.about
	switch field {
	case fieldStage:
		a.Stages = append(a.Stages, model.StageID(text))
	case fieldStep:
		a.Steps = append(a.Steps, model.StepID(text))
	case fieldCard:
		a.Cards = append(a.Cards, model.CardID(text))
	case fieldSegment:
		a.Segments = append(a.Segments, text)
	case fieldPeriod:
		a.Periods = append(a.Periods, model.Period(text))
	}
}

// observations returns what was taken in.
func (p *packed) observations() *model.Observations {
	chunks, count := p.chunks, p.about.Count
	return model.DeferredObservations(p.about, func() *model.Observations {
		var list model.ObservationList
		list.Grow(count)
		texts := interner{}
		for _, c := range chunks {
			_ = decodeObservations(&list, c, texts.intern) // skim went through it
		}
		return list.Done()
	})
}

// interner gives equal texts one place in memory.
type interner map[string]string

func (t interner) intern(text []byte) string {
	if s, ok := t[string(text)]; ok {
		return s
	}
	s := string(text)
	t[s] = s
	return s
}

// skim goes through a chunk as decodeObservations does, without making anything of it.
func skim(data []byte, intern func([]byte) string) (skimmed, error) {
	in := chunkReader{data: data}
	texts := in.count(1)
	s := skimmed{texts: make([]string, texts), fields: make([]byte, texts), values: make([]model.Range, texts)}
	for i := range s.texts {
		s.texts[i] = intern(in.bytes(in.uint()))
	}
	s.count = in.count(leastObservation)
	if in.bad {
		return s, errChunk
	}
	rest := in.data
	for n := range s.count {
		var metric uint64
		for field := range fieldCount {
			at, used := uvarint(rest)
			if used <= 0 || at >= uint64(texts) {
				return s, errChunk
			}
			rest = rest[used:]
			s.fields[at] |= 1 << field
			if field == fieldMetric {
				metric = at
			}
		}
		if s.values[metric] == (model.Range{}) && !s.known(int(metric)) {
			s.order = append(s.order, int(metric))
		}
		if len(rest) == 0 {
			return s, errChunk
		}
		mask := rest[0]
		rest = rest[1:]
		for bit := range s.numbers {
			if mask&(1<<bit) == 0 {
				continue
			}
			if len(rest) < 8 {
				return s, errChunk
			}
			v := math.Float64frombits(binary.LittleEndian.Uint64(rest))
			if v-v != 0 { // NaN or infinite
				return s, errChunk
			}
			rest = rest[8:]
			if bit == 0 {
				s.values[metric].Add(v)
			} else {
				s.numbers[bit].Add(v)
			}
		}
		row, used := binary.Varint(rest)
		if used <= 0 {
			return s, errChunk
		}
		rest = rest[used:]
		if n == 0 {
			s.least, s.last = int(row), int(row)
		}
		s.least, s.last = min(s.least, int(row)), max(s.last, int(row))
	}
	if len(rest) > 0 {
		return s, errChunk
	}
	return s, nil
}

// known reports whether a metric came up before; a chunk speaks of few.
func (s *skimmed) known(metric int) bool {
	for _, i := range s.order {
		if i == metric {
			return true
		}
	}
	return false
}

// uvarint is binary.Uvarint with a short way for what is mostly there.
func uvarint(data []byte) (uint64, int) {
	if len(data) > 0 && data[0] < 0x80 {
		return uint64(data[0]), 1
	}
	return binary.Uvarint(data)
}
