package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/model"
	"stagecraft/store"
)

// told is a workspace whose every text is one of a kind, with the texts by what leaves them out.
type told struct {
	w                                             *model.Workspace
	other, comments, verbatims, names, back, data []string
	stays                                         []string // whatever is left out, of the first journey
	made                                          int
}

// word returns a text that stands nowhere else, and notes it.
func (k *told) word(list *[]string) string {
	k.made++
	text := fmt.Sprintf("zq%dx", 1000+k.made)
	*list = append(*list, text)
	return text
}

// tell makes a workspace of two journeys out of generated ones and gives each text a word of its own.
func tell(seed int64) *told {
	w := model.Generate(2, 4, 12, 40, 30, seed)
	second := model.Generate(2, 4, 8, 20, 0, seed+100)
	k := &told{w: w}
	o := second.Journeys[0]
	o.ID, o.Personas, o.Owner, o.Title = "second", nil, "", k.word(&k.other)
	for _, l := range o.Lanes {
		l.Title, l.Hint, l.Persona, l.Metric = k.word(&k.other), "", "", ""
	}
	o.Comments = nil
	for _, c := range o.Cards {
		c.Title, c.Body, c.Tags = k.word(&k.other), k.word(&k.other), nil
		c.Persona, c.Channel, c.Owner, c.System, c.Image = "", "", "", "", ""
	}
	w.Owners = append(w.Owners, &model.Owner{ID: "only-second", Name: k.word(&k.other), Team: true})
	o.Owner = "only-second"
	w.Journeys = append(w.Journeys, o)
	k.library()
	k.first()
	return k
}

func (k *told) library() {
	w := k.w
	for i, p := range w.Personas {
		p.Name, p.Quote = k.word(&k.stays), k.word(&k.verbatims)
		if i == 0 {
			photo := model.NewImage("p.png", "image/png", []byte(k.word(&k.names)))
			w.Images = append(w.Images, &photo)
			p.Photo = photo.ID
		}
	}
	for i, p := range w.Owners {
		if p.ID == "only-second" {
			continue
		}
		if p.Team = i%2 == 0; !p.Team {
			p.Name, p.Note = k.word(&k.names), k.word(&k.names)
		}
	}
	for _, s := range w.Systems {
		s.Name, s.Note = k.word(&k.back), k.word(&k.back)
	}
	for _, s := range w.Sources {
		s.Name, s.File, s.Note = k.word(&k.data), k.word(&k.data), k.word(&k.data)
	}
}

func (k *told) first() {
	j := k.w.Journeys[0]
	j.Title = k.word(&k.stays)
	for i, p := range k.w.Owners {
		if !p.Team && p.ID != "only-second" {
			j.Cards[i%len(j.Cards)].Owner = p.ID
		}
	}
	hidden := map[model.LaneID]*[]string{}
	for _, l := range j.Lanes {
		list := &k.stays
		switch z := l.ZoneOf(); {
		case z == model.ZoneBackstage || z == model.ZoneSupport:
			list = &k.back
		case l.Kind == model.KindSaying:
			list = &k.verbatims
		}
		hidden[l.ID] = list
		l.Title, l.Hint = k.word(list), k.word(list)
	}
	for i, c := range j.Cards {
		list := hidden[c.Lane]
		if list == &k.stays && i%7 == 3 {
			c.Kind, list = model.KindSaying, &k.verbatims
		} else if c.Kind == model.KindSaying {
			c.Kind = ""
		}
		c.Title, c.Body, c.Tags = k.word(list), k.word(list), []string{k.word(list)}
	}
	j.Comments = nil
	for i, c := range j.Cards {
		if i%3 == 0 {
			author := k.word(&k.names)
			j.Comments = append(j.Comments, &model.Comment{ID: model.CommentID(fmt.Sprint("k", i)), Author: author, Text: "(" + k.word(&k.comments) + ") " + author,
				On: model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(c.ID)}})
		}
	}
}

func TestASharedCopyKnowsItsOriginal(t *testing.T) {
	w := model.Generate(2, 4, 12, 40, 30, 1)
	w.Journeys[0].Comments = []*model.Comment{{ID: "k", Text: "Between us", On: model.Ref{Kind: model.JourneyRecord, Journey: w.Journeys[0].ID, ID: string(w.Journeys[0].ID)}}}
	path := created(t, w)
	f := opened(t, path)
	to := filepath.Join(t.TempDir(), "copy.stage")
	next, err := store.Share(t.Context(), to, w, model.ShareOptions{Names: true, Backstage: true, Values: true}, store.Snapshot{By: "Petra"}, f)
	if err != nil {
		t.Fatal(err)
	}
	c := opened(t, to)
	mine, theirs := f.Snapshots(), c.Snapshots()
	if len(mine) != 1 || len(theirs) != 1 || mine[0].ID != theirs[0].ID || mine[0].Reason != store.Shared || theirs[0].By != "Petra" {
		t.Fatalf("the original has %+v, the copy %+v", mine, theirs)
	}
	for _, file := range []*store.File{f, c} {
		given, err := file.ReadSnapshot(t.Context(), mine[0].ID)
		if err != nil || len(given.Journeys[0].Comments) != 0 || len(given.Journeys[0].Cards) != len(next.Journeys[0].Cards) {
			t.Errorf("%v: noted is %+v, want what was given away", err, given)
		}
	}
	if c.Workspace().Name != w.Journeys[0].Title || len(f.Workspace().Journeys[0].Comments) != 1 {
		t.Errorf("the copy is called %q, the original has %d comments", c.Workspace().Name, len(f.Workspace().Journeys[0].Comments))
	}
	if _, err := store.Share(t.Context(), to, w, model.ShareOptions{}, store.Snapshot{}, nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that was there: %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	var unnoted *store.UnnotedError
	if _, err := store.Share(t.Context(), to+"2", w, model.ShareOptions{}, store.Snapshot{}, f); !errors.As(err, &unnoted) || !errors.Is(err, store.ErrClosed) {
		t.Errorf("with the original closed: %v", err)
	}
}

// TestNothingLeftOutIsInACopy reads the bytes of the file, with what is packed in them, and of the interchange form.
func TestNothingLeftOutIsInACopy(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		k := tell(int64(rapid.IntRange(1, 500).Draw(rt, "seed")))
		if err := model.Validate(k.w); err != nil {
			rt.Fatal(err)
		}
		yes := func(name string) bool { return rapid.Bool().Draw(rt, name) }
		o := model.ShareOptions{
			Journeys: []model.JourneyID{k.w.Journeys[0].ID}, Comments: yes("comments"), Verbatims: yes("verbatims"), Names: yes("names"), Backstage: yes("backstage"), Values: yes("values"),
		}
		path := filepath.Join(t.TempDir(), "copy"+store.Extension)
		next, err := store.Share(t.Context(), path, k.w, o, store.Snapshot{By: k.word(&k.names)}, nil)
		if err != nil {
			rt.Fatal(err)
		}
		if err := model.Validate(next); err != nil {
			rt.Fatal(err)
		}
		file, err := os.ReadFile(path)
		if err != nil {
			rt.Fatal(err)
		}
		file = store.Texts(file)
		_ = os.Remove(path)
		text, err := store.EncodeWorkspace(next)
		if err != nil {
			rt.Fatal(err)
		}
		for _, part := range []struct {
			name string
			out  bool
			list []string
		}{
			{"another journey", true, k.other}, {"comments", !o.Comments, k.comments}, {"verbatims", !o.Verbatims, k.verbatims},
			{"names", !o.Names, k.names}, {"what is backstage", !o.Backstage, k.back}, {"values", !o.Values, k.data},
		} {
			if len(part.list) == 0 {
				rt.Fatalf("the test has no text for %s", part.name)
			}
			for _, word := range part.list {
				if part.out && (bytes.Contains(file, []byte(word)) || bytes.Contains(text, []byte(word))) {
					rt.Fatalf("a copy without %s holds %q", part.name, word)
				}
			}
		}
		for _, word := range k.stays {
			if !bytes.Contains(text, []byte(word)) || !bytes.Contains(file, []byte(word)) {
				rt.Fatalf("the copy lacks %q", word)
			}
		}
	})
}
