package store

import (
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"stagecraft/model"
)

// The bounds of the change log.
const (
	logListed = 60          // changes that an entry lists; of more it counts the rest
	logJoined = time.Minute // a save so soon after another of the same record is a part of it
)

// logEntries is how many entries are kept; the oldest are dropped, a volume when all of it is older. Tests lower it.
var logEntries = 50_000

// Logged is an entry of the change log: what one author changed in one go. Saves by one author that touch
// the same record within a minute of each other make one entry.
type Logged struct {
	Seq     uint64 // counts the entries
	At      time.Time
	By      string // empty when no name was given
	Changes []LoggedChange
	More    int // changes that are not listed
}

// LoggedChange is one record that was changed.
type LoggedChange struct {
	Op     model.Op
	Ref    model.Ref
	Title  string   // of the record, then
	In     string   // the title of the journey that it is in; empty for a record of the library
	Fields []string // what was changed of it, in words
}

// LogFilter says which entries of the change log are asked for: those that meet all its conditions. The
// zero LogFilter asks for all.
type LogFilter struct {
	Since, Until time.Time       // from Since on and before Until
	By           string          // by this author
	Journey      model.JourneyID // changes in this journey; others are left out of an entry
	Text         string          // in a title, an author's name or a field, in any case of letters
	Limit        int             // at most so many, the newest
}

type logRecord struct {
	At      string            `json:"at"`
	By      string            `json:"by,omitempty"`
	Changes []logChangeRecord `json:"changes"`
	More    int               `json:"more,omitempty"`
}

type logChangeRecord struct {
	Op      model.Op         `json:"op"`
	Kind    model.RecordKind `json:"kind"`
	Journey model.JourneyID  `json:"journey,omitempty"`
	ID      string           `json:"id,omitempty"`
	Title   string           `json:"title,omitempty"`
	In      string           `json:"in,omitempty"`
	Fields  []string         `json:"fields,omitempty"`
}

func logKey(seq uint64) string { return string(binary.BigEndian.AppendUint64(nil, seq)) }

func readLogKey(key string) (uint64, error) {
	if len(key) != 8 {
		return 0, errKey
	}
	return binary.BigEndian.Uint64([]byte(key)), nil
}

// readLogged returns the entries of a record of the log, the oldest first. Its key is the number of the last one.
func readLogged(key string, value []byte) ([]Logged, error) {
	seq, err := readLogKey(key)
	if err != nil {
		return nil, err
	}
	_, content, err := unseal(bucketLog, []byte(key), value)
	if err != nil {
		return nil, err
	}
	records := make([]logRecord, 1)
	if isVolume(content) {
		err = json.Unmarshal(content, &records)
	} else {
		err = json.Unmarshal(content, &records[0])
	}
	if err == nil && (len(records) == 0 || uint64(len(records)) > seq) {
		err = errChunk
	}
	if err != nil {
		return nil, err
	}
	entries := make([]Logged, len(records))
	for i, r := range records {
		if entries[i], err = r.logged(seq - uint64(len(records)-1-i)); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

func (r logRecord) logged(seq uint64) (Logged, error) {
	at, err := textTime(r.At)
	l := Logged{Seq: seq, At: at, By: r.By, More: r.More}
	for _, c := range r.Changes {
		l.Changes = append(l.Changes, LoggedChange{c.Op, model.Ref{Kind: c.Kind, Journey: c.Journey, ID: c.ID}, c.Title, c.In, c.Fields})
	}
	return l, err
}

func (l Logged) record() logRecord {
	r := logRecord{At: timeText(l.At), By: l.By, More: l.More, Changes: []logChangeRecord{}}
	for _, c := range l.Changes {
		r.Changes = append(r.Changes, logChangeRecord{c.Op, c.Ref.Kind, c.Ref.Journey, c.Ref.ID, c.Title, c.In, c.Fields})
	}
	return r
}

// Log returns the entries of the change log that a filter asks for, the newest first.
func (f *File) Log(ctx context.Context, filter LogFilter) ([]Logged, error) {
	var list []Logged
	err := f.reading(ctx, func(s shelf) error {
		list = nil
		s.last(bucketLog, func(key string, value []byte) bool {
			// What cannot be read was told at opening.
			entries, _ := readLogged(key, value)
			for _, entry := range slices.Backward(entries) {
				if entry, ok := filter.pass(entry); ok && (filter.Limit <= 0 || len(list) < filter.Limit) {
					list = append(list, entry)
				}
			}
			return ctx.Err() == nil && (filter.Limit <= 0 || len(list) < filter.Limit)
		})
		return ctx.Err()
	}, bucketLog)
	return list, err
}

// pass returns what a filter lets through of an entry.
func (f *LogFilter) pass(l Logged) (Logged, bool) {
	if !f.Since.IsZero() && l.At.Before(f.Since) || !f.Until.IsZero() && !l.At.Before(f.Until) || f.By != "" && l.By != f.By {
		return l, false
	}
	if f.Journey == "" && f.Text == "" {
		return l, true
	}
	by := f.Text != "" && holds(l.By, f.Text)
	var passed []LoggedChange
	for _, c := range l.Changes {
		if (f.Journey == "" || c.Ref.Journey == f.Journey) && (f.Text == "" || by || c.holds(f.Text)) {
			passed = append(passed, c)
		}
	}
	if len(passed) < len(l.Changes) {
		l.Changes, l.More = passed, 0
	}
	return l, len(passed) > 0
}

func (c *LoggedChange) holds(text string) bool {
	return holds(c.Title, text) || holds(c.In, text) || holds(strings.Join(c.Fields, " "), text) || holds(string(c.Ref.Kind), text)
}

func holds(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

// log appends what a save changed, or joins it to the entry before.
func (s *saving) log(j job) error {
	entry := Logged{Seq: 1, At: s.at(j), By: j.author}
	if j.logged == nil {
		if s.tx.Bucket([]byte(bucketLog)) != nil {
			return nil // a copy of a file goes on with its log
		}
		entry.Changes = []LoggedChange{{Op: model.Added, Ref: model.Ref{Kind: model.WorkspaceRecord}, Title: j.after.Name}}
	} else if entry.describe(j.logged, j.after); len(entry.Changes) == 0 {
		return nil
	}
	pending := map[string][]byte{}
	boltShelf{s.tx}.last(bucketLog, func(key string, value []byte) bool {
		last, err := readLogged(key, value)
		if err == nil && len(last) == 1 && entry.joins(last[0]) {
			entry = last[0].with(entry)
		} else {
			seq, _ := readLogKey(key)
			entry.Seq = seq + 1
		}
		return false
	})
	content, err := compact(entry.record())
	if err != nil {
		return err
	}
	key := logKey(entry.Seq)
	pending[key] = seal(bucketLog, []byte(key), "", content)
	s.oldest(entry.Seq, pending)
	return s.bucket(bucketLog, pending)
}

// oldest marks for deletion what is too old to be kept beside the newest entry.
func (s *saving) oldest(newest uint64, pending map[string][]byte) {
	b := s.tx.Bucket([]byte(bucketLog))
	if b == nil {
		return
	}
	c := b.Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		if seq, err := readLogKey(string(k)); err != nil || seq+uint64(logEntries) > newest {
			return
		}
		pending[string(k)] = nil
	}
}

// joins reports whether an entry goes on with the last one.
func (l *Logged) joins(last Logged) bool {
	gap := l.At.Sub(last.At)
	if last.By != l.By || gap < 0 || gap > logJoined || len(last.Changes)+last.More > logListed {
		return false
	}
	for _, a := range last.Changes {
		for _, b := range l.Changes {
			if a.Ref == b.Ref {
				return true
			}
		}
	}
	return false
}

// with returns an entry joined with the one after it.
func (l Logged) with(next Logged) Logged {
	l.At = next.At
	l.More += next.More
	changes := append([]LoggedChange(nil), l.Changes...)
	for _, c := range next.Changes {
		at := -1
		for i := range changes {
			if changes[i].Ref == c.Ref {
				at = i
			}
		}
		switch {
		case at >= 0:
			changes[at] = changes[at].then(c)
		case len(changes) < logListed:
			changes = append(changes, c)
		default:
			l.More++
		}
	}
	l.Changes = changes
	return l
}

// then returns two changes of a record as one.
func (c LoggedChange) then(next LoggedChange) LoggedChange {
	next.Op = joinedOps(c.Op, next.Op)
	next.In = cmp.Or(next.In, c.In)
	fields := append([]string(nil), c.Fields...)
	for _, f := range next.Fields {
		if !slices.Contains(fields, f) {
			fields = append(fields, f)
		}
	}
	next.Fields = fields
	if next.Op != model.Changed {
		next.Fields = nil
	}
	return next
}

// joinedOps is what two changes of a record, one after the other, come to. A record that was added and
// removed again stays in the log as removed: something was there.
func joinedOps(first, second model.Op) model.Op {
	switch {
	case first == model.Added && second != model.Removed:
		return model.Added
	case first == model.Removed && second == model.Added:
		return model.Changed
	case first == model.Changed && second == model.Moved:
		return model.Changed
	}
	return second
}
