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

// encodeObservations writes observations compactly: the number of texts, the texts, the number of
// observations, and for each the indexes of its six texts, a byte that says which numbers are known,
// these as 64-bit floats and the row. Integers are varints.
func encodeObservations(list []model.Observation) []byte {
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
	for i := range list {
		o := &list[i]
		for _, s := range observationTexts(o) {
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
	out = binary.AppendUvarint(out, uint64(len(list)))
	return append(out, body...)
}

func observationTexts(o *model.Observation) [6]string {
	return [...]string{
		string(o.Metric), string(o.Stage), string(o.Step), string(o.Card), o.Segment, string(o.Period),
	}
}

// leastObservation is the number of bytes that an observation takes at least.
const leastObservation = 8

// decodeObservations is the reverse and appends to list; intern gives equal texts one place in memory.
func decodeObservations(list []model.Observation, data []byte, intern func([]byte) string) ([]model.Observation, error) {
	in := chunkReader{data: data}
	texts := make([]string, in.count(1))
	for i := range texts {
		texts[i] = intern(in.bytes(in.uint()))
	}
	from := len(list)
	for range in.count(leastObservation) {
		var t [6]string
		for k := range t {
			if at := in.uint(); at < uint64(len(texts)) {
				t[k] = texts[at]
			} else {
				in.bad = true
			}
		}
		list = append(list, model.Observation{})
		o := &list[len(list)-1]
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
			return list[:from], errChunk
		}
	}
	if in.bad || len(in.data) > 0 {
		return list[:from], errChunk
	}
	return list, nil
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

// piece returns chunk i of a list.
func piece[T any](l []T, i, size int) []T {
	return l[min(i*size, len(l)):min((i+1)*size, len(l))]
}
