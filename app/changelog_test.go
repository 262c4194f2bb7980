package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/model"
)

// log opens the change log and waits until it is read.
func (s *stage) log() {
	s.t.Helper()
	s.window().do("file.log")
	s.until("the change log", func() bool { return strings.Contains(s.said(), "entr") })
}

// listed waits until the log lists so many changes.
func (s *stage) listed(what, count string) {
	s.t.Helper()
	s.until(what, func() bool { return strings.Contains(s.said(), count) })
}

func TestStory_TheChangeLogSaysWhatWhenAndByWhom(t *testing.T) {
	work := small()
	work.Journeys = append(work.Journeys, model.NewJourney("Second", model.JourneyMap))
	s := newStage(t, Options{})
	s.open(s.file("trips.stage", work))
	s.program.setAuthor("Ana")
	j := s.session().Journey()
	card := j.Cards[0]
	s.session().Do(retitled(j, 0, "A better title"))
	s.saved()
	s.program.setAuthor("Ben")
	gone := j.Cards[1]
	s.session().Do(model.DeleteCards{Journey: j.ID, Cards: []model.CardID{gone.ID}})
	s.saved()
	info := s.session().Workspace().Journeys[1].JourneyInfo
	info.Title = "Renamed"
	s.session().Do(model.EditJourney{Journey: work.Journeys[1].ID, Info: info})
	s.saved()

	s.log()
	s.listed("all", "4 entries")
	for _, want := range []string{"Ana", "Ben", "A better title", "Removed card", "Changed map", "Title"} {
		if !strings.Contains(s.said(), want) {
			t.Errorf("the log says %q, want %q in it", s.said(), want)
		}
	}
	s.tap("changelog-by")
	s.tap("changelog-by.Ana")
	s.listed("Ana's", "1 entry, 1 change")
	s.tap("changelog-by")
	s.tap("changelog-by.")
	s.listed("everybody's", "4 entries")
	s.tap("changelog-in")
	s.tap("changelog-in." + string(work.Journeys[1].ID))
	s.listed("those of the second map", "1 entry, 1 change")
	s.tap("changelog-in")
	s.tap("changelog-in.")
	s.listed("those of all maps", "4 entries")
	s.tap("changelog-when")
	s.tap("changelog-when.today")
	s.entry("changelog-find").SetText("better")
	s.listed("those of a word", "1 entry, 1 change")
	s.entry("changelog-find").OnSubmitted("")
	s.key(fyne.KeyReturn)
	if len(s.window().sheets) > 0 {
		t.Fatal("the log is still open")
	}
	if got := s.session().Selection(); len(got) != 1 || got[0] != cardRef(j, card) {
		t.Errorf("the jump selected %v", got)
	}

	s.log()
	s.entry("changelog-find").SetText("Ben")
	s.listed("Ben's", "2 entries")
	s.key(fyne.KeyEnd, fyne.KeyReturn)
	if said := s.said(); !strings.Contains(said, "not there any more") {
		t.Errorf("about a record that is gone the log says %q", said)
	}
}

func TestStory_TheChangeLogGoesOut(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("trips.stage", small()))
	j := s.session().Journey()
	s.session().Do(retitled(j, 0, "=1+1"))
	s.saved()
	s.log()
	s.entry("changelog-author").SetText("Ana")
	s.tap("changelog-keep")
	if got := s.program.settings.String(keyAuthor); got != "Ana" {
		t.Errorf("the name kept is %q", got)
	}
	for format, begin := range map[string]string{"csv": "\uFEFFWhen,Who,What,Record,Title,Map,Fields\r\n", "xlsx": "PK"} {
		path := filepath.Join(s.folder, "log."+format)
		s.tap("changelog-" + format)
		s.entry("changelog.path").SetText(path)
		s.tap("sheet-ok")
		s.until("the file", func() bool { return strings.Contains(textOf(s.window().toasts.place), "log."+format+" is ready") })
		data, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(data), begin) {
			t.Errorf("%s begins with %.40q: %v", path, data, err)
		}
		if format == "csv" && (!strings.Contains(string(data), "'=1+1") || !strings.Contains(string(data), "Changed,card")) {
			t.Errorf("the list is %s", data)
		}
	}
}
