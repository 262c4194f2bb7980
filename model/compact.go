package model

import (
	"iter"
	"sync/atomic"
)

// Observations is the values of one dataset in the order of their source. They are kept compactly, some
// 40 bytes each where an Observation takes 168: a text once however often it occurs, and of the four
// numbers those that are known. It is never changed once made; nil is an empty one. Those of a file may be
// unpacked when they are first looked at: see DeferredObservations.
type Observations struct {
	content  atomic.Pointer[observed]
	deferred *deferred // nil when they were made in memory
}

// observed is what Observations hold.
type observed struct {
	records []compactRecord
	numbers []float64
	texts   []string
	places  []compactPlace
}

// compactRecord is an observation by the indexes of its texts, its place and its first number.
type compactRecord struct {
	row                            int
	metric, segment, period, place uint32
	first                          uint32 // index of the first number, shifted by the four bits that say which are known
}

type compactPlace struct {
	stage StageID
	step  StepID
	card  CardID
}

const knownBits = 4

// ObservationsOf keeps the given observations.
func ObservationsOf(list ...Observation) *Observations {
	var l ObservationList
	l.Grow(len(list))
	for _, o := range list {
		l.Add(o)
	}
	return l.Done()
}

// Len returns how many there are.
func (s *Observations) Len() int {
	if s == nil {
		return 0
	}
	if s.deferred != nil {
		return s.deferred.about.Count
	}
	return len(s.content.Load().records)
}

// At returns observation i of 0 to Len()-1.
func (s *Observations) At(i int) Observation { return s.get().at(i) }

func (s *observed) at(i int) Observation {
	r := &s.records[i]
	p := &s.places[r.place]
	o := Observation{
		Metric: MetricID(s.texts[r.metric]), Stage: p.stage, Step: p.step, Card: p.card,
		Segment: s.texts[r.segment], Period: Period(s.texts[r.period]), Row: r.row,
	}
	at := r.first >> knownBits
	for bit, to := range [knownBits]*Maybe[float64]{&o.Value, &o.Numerator, &o.Denominator, &o.N} {
		if r.first&(1<<bit) != 0 {
			*to = Some(s.numbers[at])
			at++
		}
	}
	return o
}

// All visits every observation.
func (s *Observations) All() iter.Seq[Observation] {
	return func(yield func(Observation) bool) {
		if s == nil {
			return
		}
		content := s.get()
		for i := range content.records {
			if !yield(content.at(i)) {
				return
			}
		}
	}
}

// Of visits the observations of one metric. It costs little where others lie between them.
func (s *Observations) Of(m MetricID) iter.Seq[Observation] {
	return func(yield func(Observation) bool) {
		if s == nil {
			return
		}
		if s.deferred != nil && !s.deferred.about.measures(m) {
			return
		}
		content := s.get()
		last, is := ^uint32(0), false // neighbours often share their metric
		for i := range content.records {
			if at := content.records[i].metric; at != last {
				last, is = at, content.texts[at] == string(m)
			}
			if !is {
				continue
			}
			if !yield(content.at(i)) {
				return
			}
		}
	}
}

// Metrics returns the metrics that the observations speak of, in the order in which they come up.
func (s *Observations) Metrics() []MetricID {
	if s == nil {
		return nil
	}
	var ids []MetricID
	if s.deferred != nil {
		for _, m := range s.deferred.about.Metrics {
			ids = append(ids, m.Metric)
		}
		return ids
	}
	content := s.get()
	seen := make([]bool, len(content.texts))
	for i := range content.records {
		if at := content.records[i].metric; !seen[at] {
			seen[at] = true
			ids = append(ids, MetricID(content.texts[at]))
		}
	}
	return ids
}

// Equal reports whether two hold the same observations in the same order.
func (s *Observations) Equal(o *Observations) bool {
	switch {
	case s == o:
		return true
	case s.Len() != o.Len():
		return false
	}
	return s.EqualRange(o, 0, s.Len())
}

// EqualRange reports whether the observations from..to-1 of both are the same; what one of them does
// not have is not the same as anything.
func (s *Observations) EqualRange(o *Observations, from, to int) bool {
	if s.Len() < to || o.Len() < to {
		return false
	}
	if from >= to || s == o {
		return true
	}
	a, b := s.get(), o.get()
	for i := from; i < to; i++ {
		if a.at(i) != b.at(i) {
			return false
		}
	}
	return true
}

// ObservationList gathers observations. The zero ObservationList is empty and ready.
type ObservationList struct {
	made   observed
	texts  map[string]uint32
	places map[compactPlace]uint32
	last   [3]uint32 // the texts of the last one, which its neighbour mostly shares
}

// Grow makes room for n more observations, so that adding them leaves no garbage behind.
func (l *ObservationList) Grow(n int) {
	records := make([]compactRecord, len(l.made.records), len(l.made.records)+n)
	numbers := make([]float64, len(l.made.numbers), len(l.made.numbers)+n)
	copy(records, l.made.records)
	copy(numbers, l.made.numbers)
	l.made.records, l.made.numbers = records, numbers
}

// Len returns how many observations were added.
func (l *ObservationList) Len() int { return len(l.made.records) }

// At returns observation i of those that were added.
func (l *ObservationList) At(i int) Observation { return l.made.at(i) }

// Add adds an observation at the end.
func (l *ObservationList) Add(o Observation) {
	if l.texts == nil {
		l.texts, l.places = map[string]uint32{}, map[compactPlace]uint32{}
	}
	r := compactRecord{
		row:    o.Row,
		metric: l.text(0, string(o.Metric)), segment: l.text(1, o.Segment), period: l.text(2, string(o.Period)),
		place: l.place(compactPlace{o.Stage, o.Step, o.Card}),
		first: uint32(len(l.made.numbers)) << knownBits,
	}
	for bit, n := range [knownBits]Maybe[float64]{o.Value, o.Numerator, o.Denominator, o.N} {
		if n.Known {
			r.first |= 1 << bit
			l.made.numbers = append(l.made.numbers, n.Value)
		}
	}
	l.made.records = append(l.made.records, r)
}

func (l *ObservationList) text(field int, s string) uint32 {
	if last := l.last[field]; len(l.made.texts) > 0 && l.made.texts[last] == s {
		return last
	}
	at, known := l.texts[s]
	if !known {
		at = uint32(len(l.made.texts))
		l.made.texts = append(l.made.texts, s)
		l.texts[s] = at
	}
	l.last[field] = at
	return at
}

func (l *ObservationList) place(p compactPlace) uint32 {
	if k := len(l.made.records) - 1; k >= 0 {
		if last := l.made.records[k].place; l.made.places[last] == p {
			return last
		}
	}
	at, known := l.places[p]
	if !known {
		at = uint32(len(l.made.places))
		l.made.places = append(l.made.places, p)
		l.places[p] = at
	}
	return at
}

// Keep drops the observations of whose index keep says no; it is asked once for each, in order.
func (l *ObservationList) Keep(keep func(i int) bool) {
	s := &l.made
	to, numbers := 0, s.numbers[:0]
	for i := range s.records {
		if !keep(i) {
			continue
		}
		r := s.records[i]
		at := r.first >> knownBits
		r.first = uint32(len(numbers))<<knownBits | r.first&(1<<knownBits-1)
		for bit := range knownBits {
			if r.first&(1<<bit) != 0 {
				numbers = append(numbers, s.numbers[at])
				at++
			}
		}
		s.records[to] = r
		to++
	}
	s.records, s.numbers = s.records[:to], numbers
}

// Done returns what was added, nil when that is nothing. The list is empty after it.
func (l *ObservationList) Done() *Observations {
	made := l.made
	*l = ObservationList{}
	if len(made.records) == 0 {
		return nil
	}
	s := &Observations{}
	s.content.Store(&made)
	return s
}
