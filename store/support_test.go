package store_test

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"os"
	"strconv"
	"strings"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

// times returns how often something random is tried: usually, in make soak, and a fifth of the usual
// under -short. That is the run under the race detector, which looks for something else, and comes behind the
// one in which all of it was tried.
func times(usual, soak int) int {
	switch {
	case os.Getenv("STAGECRAFT_SOAK") != "":
		return soak
	case testing.Short():
		return usual / 5
	}
	return usual
}

// noise returns a text that cannot be packed to much less.
func noise(length int) string {
	var text strings.Builder
	for text.Len() < length {
		text.WriteString(rand.Text())
	}
	return text.String()[:length]
}

// edited returns the workspace with another title on one card, made without a command.
func edited(w *model.Workspace, card int, title string) *model.Workspace {
	j := w.Journeys[0]
	cards := append([]*model.Card(nil), j.Cards...)
	c := *cards[card%len(cards)]
	if len(title) > 200 {
		c.Body = title
	} else {
		c.Title = title
	}
	cards[card%len(cards)] = &c
	return withCards(w, cards)
}

// withCards returns the workspace with these cards in its first journey.
func withCards(w *model.Workspace, cards []*model.Card) *model.Workspace {
	j := w.Journeys[0]
	next := &model.Journey{
		ID: j.ID, JourneyInfo: j.JourneyInfo, Stages: j.Stages, Lanes: j.Lanes, Cards: cards,
		Links: j.Links, Comments: j.Comments,
	}
	return withJourneys(w, append([]*model.Journey{next}, w.Journeys[1:]...))
}

// withMore returns the workspace with one more journey.
func withMore(w *model.Workspace, j *model.Journey) *model.Workspace {
	return withJourneys(w, append([]*model.Journey{j}, w.Journeys...))
}

func withJourneys(w *model.Workspace, journeys []*model.Journey) *model.Workspace {
	return &model.Workspace{
		Name: w.Name, Journeys: journeys, Personas: w.Personas, Metrics: w.Metrics, Sources: w.Sources,
		Datasets: w.Datasets, Channels: w.Channels, Owners: w.Owners, Systems: w.Systems, Views: w.Views,
		Images: w.Images, Pairs: w.Pairs,
	}
}

// written returns how many bytes this process has handed to the system to write, or 0 where the
// system does not tell.
func written() int64 {
	data, err := os.ReadFile("/proc/self/io")
	if err != nil {
		return 0
	}
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		if n, ok := bytes.CutPrefix(lines.Bytes(), []byte("wchar: ")); ok {
			v, _ := strconv.ParseInt(string(n), 10, 64)
			return v
		}
	}
	return 0
}

// same fails the test unless the workspaces hold the same.
func same(t testing.TB, want, got *model.Workspace) {
	t.Helper()
	if d := model.Diff(want, got); len(d) > 0 {
		t.Fatalf("%d records differ, first %+v", len(d), d[0])
	}
	a, err := store.EncodeWorkspace(want)
	if err != nil {
		t.Fatal(err)
	}
	b, err := store.EncodeWorkspace(got)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Fatal("the workspaces differ in order or content")
	}
}
