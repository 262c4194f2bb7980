package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"stagecraft/model"
	"stagecraft/store"
)

// crashWorkName and crashFolder tell the test binary, run as a child, what to do where.
const (
	crashWorkName = "STAGECRAFT_TEST_CRASH_WORK"
	crashFolder   = "STAGECRAFT_TEST_CRASH_FOLDER"
)

// crashWork is work that the power may fail in. The child says "begin n" before it makes the file hold
// state n and "saved n" when that was reported.
type crashWork struct {
	name  string
	start *model.Workspace // state 0; nil for no file
	old   string           // the file in testdata that start is in; empty for a new one
	steps []func(*model.Workspace) *model.Workspace
	// prepare does something to the folder before; work replaces the plain saving of the steps.
	prepare func(path string) error
	work    func(path string, c crashWork) error
}

// states returns what the file is to hold before and after each step.
func (c crashWork) states() []*model.Workspace {
	list := []*model.Workspace{c.start}
	w := c.start
	for _, step := range c.steps {
		w = step(w)
		list = append(list, w)
	}
	return list
}

// crashWorks are saves of every kind.
func crashWorks() []crashWork {
	start := model.Generate(3, 8, 5, 60, 40, 1)
	edit := func(n int) func(*model.Workspace) *model.Workspace {
		return func(w *model.Workspace) *model.Workspace { return edited(w, n*13, fmt.Sprint("edited ", n)) }
	}
	insert := func(w *model.Workspace) *model.Workspace {
		cards := append([]*model.Card(nil), w.Journeys[0].Cards...)
		for i := range 8 {
			c := *cards[i*3]
			c.ID, c.Body = model.CardID(fmt.Sprint("inserted", len(cards))), strings.Repeat("new ", 40*i)
			cards = append(cards[:i*5], append([]*model.Card{&c}, cards[i*5:]...)...)
		}
		return withCards(w, cards)
	}
	remove := func(w *model.Workspace) *model.Workspace {
		next := withCards(w, w.Journeys[0].Cards[:20])
		next.Journeys[0].Links, next.Journeys[0].Comments = nil, nil
		return next
	}
	measure := func(w *model.Workspace) *model.Workspace {
		g := model.Generate(3, 8, 5, 60, 1500, 1)
		next := withJourneys(w, w.Journeys)
		next.Datasets = g.Datasets
		return next
	}
	picture := func(w *model.Workspace) *model.Workspace {
		data := make([]byte, 180_000)
		for i := range data {
			data[i] = byte(i * i >> 7)
		}
		image := model.NewImage("large.png", "image/png", data)
		next := withJourneys(w, w.Journeys)
		next.Images = append(append([]*model.Image(nil), w.Images...), &image)
		return next
	}
	forget := func(w *model.Workspace) *model.Workspace {
		next := withJourneys(w, w.Journeys)
		next.Images = w.Images[:len(w.Images)-1]
		return next
	}
	type steps = []func(*model.Workspace) *model.Workspace
	return []crashWork{
		{name: "edit", start: start, steps: steps{edit(1), edit(2), edit(3)}},
		{name: "insert and delete", start: start, steps: steps{insert, remove}},
		{name: "import", start: start, steps: steps{measure}},
		{name: "grow", start: start, steps: steps{picture, edit(4)}},
		{name: "first save", steps: steps{func(*model.Workspace) *model.Workspace { return start }, edit(5)}, work: createAndSave},
		{name: "compact", start: start, steps: steps{remove, unchanged, edit(1)}, work: saveAndCompact},
		{name: "close", start: start, steps: steps{picture, forget}},
		{name: "close in place", start: model.Generate(3, 8, 5, 1200, 0, 1), steps: steps{edit(1)}},
		{name: "snapshot and backup", start: start, steps: steps{edit(1), edit(2), unchanged}, work: snapshotAndBackup},
		{name: "vanished", start: start, steps: steps{edit(1), edit(2)}, work: saveAfterRemoval},
		{name: "bring up an old file", start: inOldFile("v2"), old: "v2", steps: steps{edit(1), edit(2)}},
		{name: "repair", start: start, prepare: damageOneCard, steps: steps{edit(1), edit(2)}},
	}
}

// inOldFile returns what is in a file of an older schema.
func inOldFile(name string) *model.Workspace {
	text, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		panic(err)
	}
	w, err := store.DecodeWorkspace(text)
	if err != nil {
		panic(err)
	}
	return w
}

func unchanged(w *model.Workspace) *model.Workspace { return w }

// damageOneCard flips a bit in the content of a card.
func damageOneCard(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	f, err := store.Open(context.Background(), path, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	for _, c := range f.Workspace().Journeys[0].Cards {
		if at := bytes.LastIndex(data, []byte(c.Title)); at > 0 {
			data[at] ^= 1
			return os.WriteFile(path, data, 0o600)
		}
	}
	return errors.New("no title of a card is in the file as it is")
}

// documentWork writes documentFile.
const (
	documentWork = "document"
	documentFile = "map.pdf"
)

// crashChild is the work of the child.
func crashChild(name, folder string) error {
	if name == documentWork {
		if err := writeDocument(filepath.Join(folder, documentFile), strings.Repeat("new!", 60_000)); err != nil {
			return err
		}
		say("saved", 1)
		return nil
	}
	for _, c := range crashWorks() {
		if c.name != name {
			continue
		}
		work := c.work
		if work == nil {
			work = openAndSave
		}
		return work(filepath.Join(folder, crashFile), c)
	}
	return fmt.Errorf("no work is called %q", name)
}

// crashFile is the name of the workspace file.
const crashFile = "shop.stage"

func say(what string, n int) { fmt.Fprintln(os.Stdout, what, n) }

func openAndSave(path string, c crashWork) error {
	f, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		return err
	}
	if err := saveSteps(f, f.Workspace(), c.steps, 1); err != nil {
		return err
	}
	return f.Close()
}

func saveSteps(f *store.File, w *model.Workspace, steps []func(*model.Workspace) *model.Workspace, first int) error {
	for i, step := range steps {
		w = step(w)
		say("begin", first+i)
		if _, err := f.Save(context.Background(), w); err != nil {
			return err
		}
		say("saved", first+i)
	}
	return nil
}

func createAndSave(path string, c crashWork) error {
	w := c.steps[0](nil)
	say("begin", 1)
	f, err := store.Create(context.Background(), path, w)
	if err != nil {
		return err
	}
	say("saved", 1)
	if err := saveSteps(f, w, c.steps[1:], 2); err != nil {
		return err
	}
	return f.Close()
}

func saveAndCompact(path string, c crashWork) error {
	f, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		return err
	}
	w := c.steps[0](f.Workspace())
	if err := saveSteps(f, f.Workspace(), c.steps[:1], 1); err != nil {
		return err
	}
	say("begin", 2)
	if err := f.Compact(context.Background()); err != nil {
		return err
	}
	say("saved", 2)
	say("begin", 3)
	if _, err := f.Save(context.Background(), c.steps[2](w)); err != nil {
		return err
	}
	say("saved", 3)
	return f.Close()
}

// snapshotAndBackup takes a snapshot and makes a backup beside the file between saves, and compacts.
func snapshotAndBackup(path string, c crashWork) error {
	ctx := context.Background()
	f, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	w := f.Workspace()
	if err := saveSteps(f, w, c.steps[:1], 1); err != nil {
		return err
	}
	w = c.steps[0](w)
	if _, err := f.Snapshot(ctx, w, store.Snapshot{Journey: w.Journeys[0].ID, Name: "kept", Reason: store.Named}); err != nil {
		return err
	}
	say("snapshot", 1)
	for n := 1; n <= 2; n++ { // the second takes the place of the first, which is of the same minute
		if _, err := f.Backup(ctx, filepath.Dir(path), noon, store.MinuteBackup); err != nil {
			return err
		}
		say("backup", n)
	}
	if err := saveSteps(f, w, c.steps[1:2], 2); err != nil {
		return err
	}
	say("begin", 3)
	if err := f.Compact(ctx); err != nil {
		return err
	}
	say("saved", 3)
	return f.Close()
}

// saveAfterRemoval saves into a file that somebody removed meanwhile.
func saveAfterRemoval(path string, c crashWork) error {
	f, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		return err
	}
	say("removed", 0)
	if err := os.Remove(path); err != nil {
		return err
	}
	if err := saveSteps(f, f.Workspace(), c.steps, 1); err != nil {
		return err
	}
	return f.Close()
}

// writeDocument is the other way in which files are written.
func writeDocument(path, text string) error {
	return store.WriteFile(path, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}
