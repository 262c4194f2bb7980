package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// openPortfolio opens a file of three maps in the portfolio: "Arrive", which is overdue, has no owner and
// whose first card is called "Zebra crossing"; "Board" and "Change", which is archived.
func openPortfolio(t *testing.T) (*stage, *portfolioPage, string) {
	t.Helper()
	w := small()
	w.Journeys[0].Title, w.Journeys[0].ReviewDate, w.Journeys[0].Owner = "Arrive", "2020-01-31", ""
	w.Journeys[0].Cards[0].Title = "Zebra crossing"
	for _, title := range []string{"Board", "Change"} {
		j := model.NewJourney(title, model.JourneyMap)
		j.Owner, j.Archived = w.Owners[0].ID, title == "Change"
		w.Journeys = append(w.Journeys, j)
	}
	s := newStage(t, Options{})
	path := s.file("maps.stage", w)
	s.open(path)
	s.window().do("view.portfolio")
	return s, s.window().portfolio(), path
}

func listed(p *portfolioPage) string {
	var titles []string
	for _, r := range p.rows {
		titles = append(titles, r.journey.Title)
	}
	return strings.Join(titles, " ")
}

func TestPortfolio_ListsFiltersAndSorts(t *testing.T) {
	s, p, _ := openPortfolio(t)
	want := func(what, titles string) {
		t.Helper()
		if got := listed(p); got != titles {
			t.Errorf("%s: listed are %q, want %q", what, got, titles)
		}
	}
	want("at first", "Arrive Board")
	if text := textOf(p.content); !strings.Contains(text, "Overdue 31 Jan 2020") || !strings.Contains(text, "1 review overdue") {
		t.Errorf("an overdue review is not told: %s", text)
	}
	s.tap("portfolio.sort.title")
	s.tap("portfolio.sort.title")
	want("by title, downwards", "Board Arrive")
	s.tap("portfolio.sort.owner")
	want("by owner, what is missing last", "Board Arrive")
	s.tap("portfolio.sort.owner")
	want("by owner downwards, what is missing last", "Board Arrive")
	s.entry("portfolio.words").SetText("zebra")
	want("with a word of a card", "Arrive")
	if p.rows[0].first == nil || p.rows[0].first.Ref.Kind != model.CardRecord {
		t.Errorf("the place of the word is %+v", p.rows[0].first)
	}
	p.key(fyne.KeyReturn)
	if got := s.session().Selection(); !s.session().View().onBoard() || len(got) != 1 || got[0].ID != p.rows[0].first.Ref.ID {
		t.Errorf("opening leads to %v", got)
	}
	s.window().do("view.portfolio")
	p = s.window().portfolio()
	want("what was looked for stays", "Arrive")
	s.tap("portfolio.reset")
	p.ask(func(q *mapQuery) { q.only = onlyUnowned })
	want("without an owner", "Arrive")
	p.clearFilters()
	s.tap("portfolio.archived")
	want("archived", "Change")
	s.tap("portfolio.maps")
	p.key(fyne.KeyHome)
	p.key(fyne.KeyEnd)
	if got := s.session().Journey().Title; got != p.rows[1].journey.Title {
		t.Errorf("End leads to %s", got)
	}
	if strong, _ := p.said(); !strings.Contains(strong, "row 2 of 2") {
		t.Errorf("the status bar says %q", strong)
	}
}

func TestPortfolio_ArchiveFoldsAway(t *testing.T) {
	s, p, path := openPortfolio(t)
	if s.find("journey-Change") != nil || s.find("group-Archived") == nil {
		t.Fatal("an archived map is not folded away in the sidebar")
	}
	s.tap("group-Archived")
	if s.find("journey-Change") == nil {
		t.Error("an archived map cannot be unfolded")
	}
	s.session().OpenJourney(p.rows[1].journey.ID)
	s.window().do("map.archive")
	if got := listed(p); got != "Arrive" || !s.session().Journey().Archived {
		t.Errorf("after archiving there are %q", got)
	}
	s.saved()
	if !s.reopened(path).Journeys[1].Archived {
		t.Error("the file does not know that the map is archived")
	}
	s.window().do("edit.undo")
	if got := listed(p); got != "Arrive Board" {
		t.Errorf("after undo there are %q", got)
	}
}

func TestPortfolio_ADoubleClickOpens(t *testing.T) {
	s, _, _ := openPortfolio(t)
	clock := &shifted{}
	s.program.clock = clock
	row, ok := s.find("portfolio.Board").(*listLine)
	if !ok {
		t.Fatal("there is no row of Board")
	}
	test.Tap(row)
	if s.session().Journey().Title != "Board" || s.session().View() != PortfolioView {
		t.Errorf("a press leads to %s in view %d", s.session().Journey().Title, s.session().View())
	}
	s.until("the window to have dealt with it", func() bool { return len(s.queue) == 0 })
	clock.ahead.Add(int64(time.Second))
	row, _ = s.find("portfolio.Board").(*listLine)
	test.Tap(row)
	if s.session().View() != PortfolioView {
		t.Error("two presses with a second between them open the map")
	}
	clock.ahead.Add(int64(time.Second)) // the window is busy with the first press for so long
	row, _ = s.find("portfolio.Board").(*listLine)
	test.Tap(row)
	if !s.session().View().onBoard() {
		t.Error("a double click does not open the map")
	}
}

func TestBin_DeleteLookRestoreEmpty(t *testing.T) {
	s, p, path := openPortfolio(t)
	p.key(fyne.KeyHome)
	before := s.session().Workspace()
	gone := s.session().JourneyID()
	p.key(fyne.KeyDelete)
	s.until("the map to go", func() bool { return s.session().Workspace().Journey(gone) == nil })
	if said := textOf(s.window().toasts.place); !strings.Contains(said, "“Arrive” is in the bin") || !strings.Contains(said, "20 cards") {
		t.Errorf("the toast says %q", said)
	}
	s.window().do("edit.undo")
	if !model.Equal(s.session().Workspace(), before) || len(s.session().bin()) != 0 {
		t.Error("undo does not bring all of it back, or it stays in the bin")
	}
	s.window().do("edit.redo")
	s.saved()

	s.tap("portfolio.bin")
	if len(p.binned) != 1 {
		t.Fatalf("the bin holds %d", len(p.binned))
	}
	if p.at() != 0 {
		t.Error("no map of the bin is chosen at first")
	}
	work := s.session().Workspace()
	p.key(fyne.KeyF2)
	p.key(fyne.KeyDelete)
	if said := s.said(); s.session().Workspace() != work || !strings.Contains(said, "for ever") {
		t.Errorf("Delete in the bin asks %q; changed: %t", said, s.session().Workspace() != work)
	}
	s.tap("sheet-cancel")
	p.key(fyne.KeyReturn)
	s.until("the deleted map", func() bool { return s.window().glimpse != nil })
	if got := s.window().session.Journey(); got.Title != "Arrive" || s.window().session.mayNot() == nil {
		t.Errorf("looking into the bin shows %s", got.Title)
	}
	s.tap("bin-restore")
	s.until("the map", func() bool { return s.window().glimpse == nil && s.session().Workspace().Journey(gone) != nil })
	was, is := before.Journey(gone), s.session().Workspace().Journey(gone)
	if len(is.Cards) != len(was.Cards) || s.session().Workspace().Dataset(before.Datasets[0].Source).Observations.Len() != before.Datasets[0].Observations.Len() {
		t.Error("not all of the map came back")
	}
	s.session().OpenJourney(gone)
	s.window().do("map.delete")
	s.until("the map to go again", func() bool { return s.session().Workspace().Journey(gone) == nil })
	for _, focused := range []bool{true, false} {
		s.window().do("bin.empty")
		if !focused {
			s.window().window.Canvas().Unfocus()
		}
		s.key(fyne.KeyReturn)
		if len(s.window().sheets) > 0 || len(s.session().bin()) == 0 {
			t.Error("a hasty Enter empties the bin, or does not close the question")
		}
	}
	s.window().do("bin.empty")
	s.tap("sheet-ok")
	s.until("the bin to be empty", func() bool { return len(s.session().bin()) == 0 })
	s.saved()
	f, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, v := range f.Snapshots() {
		if v.Journey == gone {
			t.Errorf("the file still keeps a version of it: %+v", v)
		}
	}
}

// TestPortfolio_KeysMeanTheChosenMap presses Delete where no map is listed, and duplicates one that is.
func TestPortfolio_KeysMeanTheChosenMap(t *testing.T) {
	s, p, _ := openPortfolio(t)
	p.key(fyne.KeyHome)
	work := s.session().Workspace()
	p.openPart(1)
	if p.at() >= 0 {
		t.Fatal("a map is chosen among the archived ones, of which there are none")
	}
	p.key(fyne.KeyDelete)
	p.key(fyne.KeyF2)
	if s.session().Workspace() != work || len(s.window().sheets) > 0 {
		t.Error("a key changes a map that is not listed")
	}
	p.openPart(0)
	title := s.session().Journey().Title
	s.window().do("edit.duplicate")
	if got := s.session().Journey().Title; len(s.session().Workspace().Journeys) != len(work.Journeys)+1 || got == title || !strings.HasPrefix(got, title) {
		t.Errorf("duplicating made %q of %q", got, title)
	}
}

func TestSegment_ACopyForAPersona(t *testing.T) {
	s, _, _ := openPortfolio(t)
	who := s.session().Workspace().Personas[0]
	s.session().OpenJourney(s.session().Workspace().Journeys[0].ID)
	s.window().do("map.segment")
	s.tap("segment.persona")
	s.tap("segment.persona." + string(who.ID))
	if got := s.entry("segment.title").Text; got != "Arrive ("+who.Name+")" {
		t.Errorf("the copy would be called %q", got)
	}
	s.tap("sheet-ok")
	if j := s.session().Journey(); j.Title != "Arrive ("+who.Name+")" || len(j.Personas) != 1 || j.Personas[0] != who.ID {
		t.Errorf("the copy is %+v", j.JourneyInfo)
	}
}

func TestHealth_IsOfTheChosenMetrics(t *testing.T) {
	s, p, _ := openPortfolio(t)
	if !p.rows[0].health.Known {
		t.Fatal("the map has no health to begin with")
	}
	s.window().do("portfolio.health")
	for _, m := range s.session().Workspace().Metrics {
		s.tap("health." + m.Name)
	}
	s.tap("sheet-ok")
	if p.rows[0].health.Known {
		t.Error("health is known of no metric")
	}
	s.window().do("edit.undo")
	if !p.rows[0].health.Known {
		t.Error("one undo does not take the choice back")
	}
}

func TestLibrary_UsesDeleteReplaceMerge(t *testing.T) {
	s, _, _ := openPortfolio(t)
	w := s.session().Workspace()
	owner, other := w.Owners[0], w.Owners[1]
	s.session().Select([]model.Ref{{Kind: model.OwnerRecord, ID: string(owner.ID)}})
	s.window().do("library.uses")
	p, ok := s.window().editor.page.(*libraryPage)
	if !ok || p.state.ref.ID != string(owner.ID) {
		t.Fatalf("the library shows %+v", s.window().pages.library)
	}
	used := len(model.Uses(w)[p.state.ref])
	if got := textOf(p.content); used < 2 || !strings.Contains(got, plural(used, "place", "places")) || !strings.Contains(got, "Board") {
		t.Errorf("%d uses are told as %q", used, got)
	}
	p.key(fyne.KeyRight)
	p.places.key(fyne.KeyReturn)
	if !s.session().View().onBoard() {
		t.Error("a place does not lead there")
	}
	s.window().do("view.library")
	s.session().Select([]model.Ref{{Kind: model.OwnerRecord, ID: string(owner.ID)}})
	s.window().do("library.delete")
	s.until("the question", func() bool { return len(s.window().sheets) > 0 })
	if said := s.said(); !strings.Contains(said, plural(used, "place", "places")) {
		t.Errorf("before deleting it says %q", said)
	}
	s.tap("sheet-cancel")
	s.session().Select(nil)
	s.window().do("view.journey")
	s.window().do("view.library")
	s.until("a record to be chosen", func() bool { return len(s.session().Selection()) == 1 })
	s.session().Select([]model.Ref{{Kind: model.OwnerRecord, ID: string(owner.ID)}})
	s.window().do("library.delete")
	s.until("the question again", func() bool { return len(s.window().sheets) > 0 })
	s.tap("delete-by")
	s.tap("delete-by." + string(other.ID))
	s.tap("sheet-ok")
	if s.session().Workspace().Owner(owner.ID) != nil || s.session().Workspace().Journeys[1].Owner != other.ID {
		t.Error("the other owner does not stand in its place")
	}
	s.window().do("edit.undo")
	s.session().Select([]model.Ref{{Kind: model.OwnerRecord, ID: string(owner.ID)}})
	s.window().do("library.merge")
	s.tap("merge-into")
	s.tap("merge-into." + string(other.ID))
	s.tap("sheet-ok")
	if s.session().Workspace().Owner(owner.ID) != nil || len(s.session().Workspace().Owners) != len(w.Owners)-1 {
		t.Error("the two were not merged")
	}
	s.window().do("edit.undo")
	if !model.Equal(s.session().Workspace(), w) {
		t.Error("undo does not bring the owner back")
	}
}

func TestShare_LeavesOutAndComesBack(t *testing.T) {
	s, _, path := openPortfolio(t)
	s.session().OpenJourney(s.session().Workspace().Journeys[0].ID)
	s.window().do("file.share")
	to := filepath.Join(s.folder, "given.stage")
	s.entry("share.path").SetText(to)
	s.tap("share.backstage")
	s.tap("sheet-ok")
	s.until("the copy", func() bool { return strings.Contains(textOf(s.window().toasts.place), "given.stage is ready") })
	given := s.reopened(to)
	if len(given.Journeys) != 1 || len(given.Systems) != 0 || len(given.Journeys[0].Comments) != 0 {
		t.Errorf("the copy has %d maps, %d systems", len(given.Journeys), len(given.Systems))
	}
	for _, l := range given.Journeys[0].Lanes {
		if z := l.ZoneOf(); z == model.ZoneBackstage || z == model.ZoneSupport {
			t.Errorf("the lane %s came along", l.Title)
		}
	}
	s.window().do("file.share")
	s.entry("share.path").SetText(to)
	s.tap("sheet-ok")
	if len(s.window().sheets) == 0 || !strings.Contains(s.said(), "is there already") {
		t.Errorf("onto a file that is there: %q", s.said())
	}
	s.tap("sheet-cancel")

	// What was given away comes back: as a copy, or to be merged.
	s.window().bring(to)
	s.until("the question", func() bool { return s.find("bring.0") != nil })
	if s.find("bring.0.merge") == nil {
		t.Error("a shared map cannot be merged")
	}
	s.tap("bring.0")
	n := len(s.session().Workspace().Journeys)
	s.tap("sheet-ok")
	if got := len(s.session().Workspace().Journeys); got != n+1 {
		t.Errorf("%d maps came in", got-n)
	}
	s.saved()
	_ = path
}

func TestBring_JSONRoundTrip(t *testing.T) {
	s, _, _ := openPortfolio(t)
	w := s.session().Workspace()
	text, err := store.EncodeJourney(w, w.Journeys[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	from := filepath.Join(s.folder, "map.json")
	if err := os.WriteFile(from, text, 0o600); err != nil {
		t.Fatal(err)
	}
	other := newStage(t, Options{})
	path := other.file("other.stage", &model.Workspace{Name: "Other"})
	other.open(path)
	other.window().bring(from)
	other.until("the question", func() bool { return other.find("bring.0") != nil })
	if p, ok := other.find("bring.0").(*look.Press); !ok || p.Disabled() {
		t.Fatal("the map cannot be chosen")
	}
	other.tap("sheet-ok")
	again, err := store.EncodeJourney(other.session().Workspace(), w.Journeys[0].ID)
	if err != nil || string(again) != string(text) {
		t.Errorf("%v: what came in is not written as it was", err)
	}
	if err := os.WriteFile(from, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	other.window().bring(from)
	other.until("the message", func() bool { return strings.Contains(other.said(), "could not be read") })
}
