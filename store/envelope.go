package store

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
)

// The formats of records: with the content as it is, and packed. A record says its own, so that old ones are
// read without being rewritten. Programs up to schema 2 know the first alone.
const (
	plainFormat  = 1
	packedFormat = 2
)

// envelopeHead is the format (1 byte) and the checksum (4 bytes).
const envelopeHead = 5

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var (
	errChecksum = errors.New("what the file holds of it is damaged")
	errFormat   = errors.New("it is in a format of a newer version")
)

// seal puts a record's content into its envelope: format, CRC-32C over bucket, key and the rest,
// length of the rank, rank, content. bbolt itself has no checksum on its data pages. What gets smaller by it is
// packed, but neither what is packed already nor the description of the file, which every version reads.
func seal(bucket string, key []byte, rank string, content []byte) []byte {
	format := byte(plainFormat)
	if !chunked[bucket] && (bucket != bucketMeta || string(key) != metaFile) {
		if packed, ok := packRecord(key, content); ok {
			format, content = packedFormat, packed
		}
	}
	value := make([]byte, envelopeHead, envelopeHead+binary.MaxVarintLen32+len(rank)+len(content))
	value = binary.AppendUvarint(value, uint64(len(rank)))
	value = append(value, rank...)
	value = append(value, content...)
	value[0] = format
	binary.LittleEndian.PutUint32(value[1:], checksum(bucket, key, value))
	return value
}

// unseal checks an envelope and returns what is in it; content may be a part of value.
func unseal(bucket string, key, value []byte) (rank string, content []byte, err error) {
	if len(value) < envelopeHead+1 || sumOf(value) != checksum(bucket, key, value) {
		return "", nil, errChecksum
	}
	rank, content, ok := opened(value)
	if !ok {
		return "", nil, errChecksum
	}
	switch value[0] {
	case plainFormat:
		return rank, content, nil
	case packedFormat:
		content, err = unpackRecord(key, content)
		return rank, content, err
	}
	return "", nil, errFormat
}

// opened takes an envelope apart without checking it; content is as it is stored.
func opened(value []byte) (rank string, content []byte, ok bool) {
	if len(value) < envelopeHead {
		return "", nil, false
	}
	length, used := binary.Uvarint(value[envelopeHead:])
	rest := value[envelopeHead:]
	if used <= 0 || length > uint64(len(rest)-used) {
		return "", nil, false
	}
	rest = rest[used:]
	return string(rest[:length]), rest[length:], true
}

// rankIn returns the rank in an envelope that is known to be whole.
func rankIn(value []byte) string {
	rank, _, _ := opened(value)
	return rank
}

// textIn returns as much of a damaged record as can be read.
func textIn(key, value []byte) string {
	if _, content, ok := opened(value); ok && value[0] == packedFormat {
		if content, err := unpackRecord(key, content); err == nil {
			return string(content)
		}
	}
	return string(value)
}

func sumOf(value []byte) uint32 { return binary.LittleEndian.Uint32(value[1:]) }

func checksum(bucket string, key, value []byte) uint32 {
	sum := crc32.Update(0, castagnoli, []byte(bucket))
	sum = crc32.Update(sum, castagnoli, key)
	sum = crc32.Update(sum, castagnoli, value[:1])
	return crc32.Update(sum, castagnoli, value[envelopeHead:])
}

// keyOf returns the key of a record: the length of its scope (the journey's id, or nothing for the
// records of the library), the scope and its own id. So a journey's records lie side by side, and no
// two pairs of ids share a key whatever is in them.
func keyOf(scope, id string) string {
	key := binary.AppendUvarint(nil, uint64(len(scope)))
	key = append(key, scope...)
	return string(append(key, id...))
}

// splitKey is the reverse of keyOf.
func splitKey(key []byte) (scope, id string, ok bool) {
	length, used := binary.Uvarint(key)
	if used <= 0 || length > uint64(len(key)-used) {
		return "", "", false
	}
	rest := key[used:]
	return string(rest[:length]), string(rest[length:]), true
}

// chunkKey returns the key of the chunk with the given index of a record's large content.
func chunkKey(record string, index int) string {
	return string(binary.BigEndian.AppendUint32([]byte(record), uint32(index)))
}

// splitChunkKey is the reverse of chunkKey.
func splitChunkKey(key []byte) (record string, index int, ok bool) {
	if len(key) < 4 {
		return "", 0, false
	}
	cut := len(key) - 4
	return string(key[:cut]), int(binary.BigEndian.Uint32(key[cut:])), true
}
