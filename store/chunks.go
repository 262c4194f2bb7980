package store

import (
	"encoding/binary"
	"errors"
	"math"

	"stagecraft/model"
)

// Large contents lie in chunks beside their record, so that an edit of the record does not rewrite
// them and a change in one place rewrites one chunk.
const (
	chunkObservations = 1024
	chunkBytes        = 256 << 10
)

var errChunk = errors.New("its content is not as it should be")

// encodeObservations writes the observations from..to-1 compactly: the number of texts, the texts, the number of
// observations, and for each the indexes of its six texts, a byte that says which numbers are known,
// these as 64-bit floats and the row. Integers are varints.
func encodeObservations(list *model.Observations, from, to int) []byte {
	var texts, body []byte
	index := map[string]uint64{}
	text := func(s string) {
		i, ok := index[s]
		if !ok {
			i = uint64(len(index))
			index[s] = i
			texts = binary.AppendUvarint(texts, uint64(len(s)))
			texts = append(texts, s...)
		}
		body = binary.AppendUvarint(body, i)
	}
	for i := from; i < to; i++ {
		o := list.At(i)
		for _, s := range observationTexts(&o) {
			text(s)
		}
		mask, values := byte(0), []byte(nil)
		for bit, n := range [...]*float64{number(o.Value), number(o.Numerator), number(o.Denominator), number(o.N)} {
			if n != nil {
				mask |= 1 << bit
				values = binary.LittleEndian.AppendUint64(values, math.Float64bits(*n))
			}
		}
		body = append(append(body, mask), values...)
		body = binary.AppendVarint(body, int64(o.Row))
	}
	out := binary.AppendUvarint(nil, uint64(len(index)))
	out = append(out, texts...)
	out = binary.AppendUvarint(out, uint64(to-from))
	return append(out, body...)
}

func observationTexts(o *model.Observation) [6]string {
	return [...]string{
		string(o.Metric), string(o.Stage), string(o.Step), string(o.Card), o.Segment, string(o.Period),
	}
}

// leastObservation is the number of bytes that an observation takes at least.
const leastObservation = 8

// decodeObservations is the reverse and adds to list, nothing when the data is not sound; intern gives equal texts one place in memory.
func decodeObservations(list *model.ObservationList, data []byte, intern func([]byte) string) error {
	in := chunkReader{data: data}
	texts := make([]string, in.count(1))
	for i := range texts {
		texts[i] = intern(in.bytes(in.uint()))
	}
	from := list.Len()
	fail := func() error {
		list.Keep(func(i int) bool { return i < from })
		return errChunk
	}
	for range in.count(leastObservation) {
		var t [6]string
		for k := range t {
			if at := in.uint(); at < uint64(len(texts)) {
				t[k] = texts[at]
			} else {
				in.bad = true
			}
		}
		var o model.Observation
		o.Metric, o.Stage, o.Step = model.MetricID(t[0]), model.StageID(t[1]), model.StepID(t[2])
		o.Card, o.Segment, o.Period = model.CardID(t[3]), t[4], model.Period(t[5])
		mask := in.bytes(1)
		for bit, field := range [...]*model.Maybe[float64]{&o.Value, &o.Numerator, &o.Denominator, &o.N} {
			if !in.bad && mask[0]&(1<<bit) != 0 {
				*field = in.float()
			}
		}
		o.Row = int(in.int())
		if in.bad {
			return fail()
		}
		list.Add(o)
	}
	if in.bad || len(in.data) > 0 {
		return fail()
	}
	return nil
}

// chunkReader takes values off the front of its data; after a bad one it gives zeros.
type chunkReader struct {
	data []byte
	bad  bool
}

func (c *chunkReader) uint() uint64 {
	v, used := binary.Uvarint(c.data)
	return v * c.drop(used)
}

func (c *chunkReader) int() int64 {
	v, used := binary.Varint(c.data)
	return v * int64(c.drop(used))
}

// drop skips what was read and returns 1, or 0 when there was nothing.
func (c *chunkReader) drop(used int) uint64 {
	if used <= 0 {
		c.bad, c.data = true, nil
		return 0
	}
	c.data = c.data[used:]
	return 1
}

// count reads how many things of at least the given size follow.
func (c *chunkReader) count(size int) int {
	n := c.uint()
	if n > uint64(len(c.data)/size) {
		c.bad = true
		return 0
	}
	return int(n)
}

func (c *chunkReader) bytes(n uint64) []byte {
	if n > uint64(len(c.data)) {
		c.bad, c.data = true, nil
		return nil
	}
	out := c.data[:n]
	c.data = c.data[n:]
	return out
}

func (c *chunkReader) float() model.Maybe[float64] {
	raw := c.bytes(8)
	if c.bad {
		return model.Maybe[float64]{}
	}
	v := math.Float64frombits(binary.LittleEndian.Uint64(raw))
	if math.IsNaN(v) || math.IsInf(v, 0) {
		c.bad = true
	}
	return model.Some(v)
}

// pieces returns how many chunks of the given size hold n things.
func pieces(n, size int) int { return (n + size - 1) / size }

// piece returns where chunk i of n things begins and ends.
func piece(n, i, size int) (from, to int) { return min(i*size, n), min((i+1)*size, n) }
