package store

import (
	"cmp"
	"errors"
	"slices"
)

// bucketRecords is the bucket of bbolt in which the records of the workspace lie since schema 3, those of each
// bucket of records behind its mark. Their checksums are over the names of their buckets, as ever.
const bucketRecords = "records"

// marks are what the keys in bucketRecords begin with. They are never changed.
var marks = map[string]byte{
	bucketWorkspace: 'a', bucketJourneys: 'b', bucketStages: 'c', bucketSteps: 'd', bucketLanes: 'e', bucketCards: 'f',
	bucketLinks: 'g', bucketComments: 'h', bucketPersonas: 'i', bucketMetrics: 'j', bucketSources: 'k', bucketDatasets: 'l',
	bucketChannels: 'm', bucketOwners: 'n', bucketSystems: 'o', bucketViews: 'p', bucketPairs: 'q', bucketImages: 'r',
}

var marked = func() map[byte]string {
	buckets := make(map[byte]string, len(marks))
	for bucket, mark := range marks {
		buckets[mark] = bucket
	}
	return buckets
}()

// placeOf says in which bucket of bbolt a record lies, and under which key.
func placeOf(bucket, key string) (place, stored string) {
	if mark, is := marks[bucket]; is {
		return bucketRecords, string(mark) + key
	}
	return bucket, key
}

// recordAt is the reverse of placeOf. It also takes what lies where it lay up to schema 2. Of what this version does
// not know the bucket is empty.
func recordAt(place string, stored []byte) (bucket string, key []byte) {
	if place != bucketRecords {
		return place, stored
	}
	if len(stored) == 0 {
		return "", nil
	}
	return marked[stored[0]], stored[1:]
}

// bucketsAt returns the buckets of records that lie in one of bbolt.
func bucketsAt(place string) []string {
	if place == bucketRecords {
		return sortedKeys(marks)
	}
	return []string{place}
}

// inPlace orders buckets as they lie in the file.
func inPlace(buckets []string) []string {
	slices.SortStableFunc(buckets, func(a, b string) int { return cmp.Compare(marks[a], marks[b]) })
	return buckets
}

// gather is the step to schema 3: it moves the records of the workspace as they are into one bucket. They are packed
// when they are next written.
func (s *saving) gather() error {
	to, err := s.tx.CreateBucketIfNotExists([]byte(bucketRecords))
	if err != nil {
		return err
	}
	for _, bucket := range inPlace(sortedKeys(marks)) {
		from := s.tx.Bucket([]byte(bucket))
		if from == nil {
			continue
		}
		err := from.ForEach(func(key, value []byte) error {
			_, stored := placeOf(bucket, string(key))
			return to.Put([]byte(stored), value)
		})
		if err := errors.Join(err, s.tx.DeleteBucket([]byte(bucket)), s.ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}
