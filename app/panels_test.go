package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/assets"
	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/store"
	"stagecraft/store/ingest"
)

// rich is a workspace in which every kind of record is there to be looked at.
func rich(t *testing.T) *model.Workspace {
	t.Helper()
	w, err := store.DecodeJourney(assets.Samples()[0].Journey)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// refs lists everything that the inspector can show.
func refs(w *model.Workspace) []model.Ref {
	var list []model.Ref
	for _, p := range w.Personas[:min(1, len(w.Personas))] {
		list = append(list, model.Ref{Kind: model.PersonaRecord, ID: string(p.ID)})
	}
	for _, m := range w.Metrics[:min(1, len(w.Metrics))] {
		list = append(list, model.Ref{Kind: model.MetricRecord, ID: string(m.ID)})
	}
	if len(w.Journeys) == 0 {
		return list
	}
	j := w.Journeys[0]
	for _, l := range j.Links[:min(1, len(j.Links))] {
		list = append(list, model.Ref{Kind: model.LinkRecord, Journey: j.ID, ID: string(l.ID)})
	}
	for _, st := range j.Stages {
		list = append(list, model.Ref{Kind: model.StageRecord, Journey: j.ID, ID: string(st.ID)})
	}
	for _, s := range j.Steps() {
		list = append(list, model.Ref{Kind: model.StepRecord, Journey: j.ID, ID: string(s.ID)})
	}
	for _, l := range j.Lanes {
		list = append(list, model.Ref{Kind: model.LaneRecord, Journey: j.ID, ID: string(l.ID)})
	}
	kinds := map[model.Kind]bool{}
	for _, c := range j.Cards {
		if k := j.KindOf(c); !kinds[k] {
			kinds[k] = true
			list = append(list, cardRef(j, c))
		}
	}
	return list
}

func TestInspector_ShowingChangesNothing(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	before := s.session().Workspace()
	s.session().Select(nil)
	for _, r := range refs(before) {
		s.session().Select([]model.Ref{r})
		for _, f := range s.window().editor.inspector.page.form.fields {
			s.window().window.Canvas().Focus(f)
		}
		s.window().window.Canvas().Unfocus()
		if s.session().Workspace() != before {
			t.Fatalf("looking at %v made the step %q", r, s.session().history.UndoLabel())
		}
	}
}

func TestInspector_EachFieldIsOneStep(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	seen := map[model.RecordKind]bool{}
	for _, r := range refs(s.session().Workspace()) {
		if seen[r.Kind] && r.Kind != model.CardRecord {
			continue // one record of each kind, and one card of each kind of card
		}
		seen[r.Kind] = true
		s.session().Select([]model.Ref{r})
		names := []string{}
		for _, f := range s.window().editor.inspector.page.form.fields {
			names = append(names, f.(interface{ Name() string }).Name())
		}
		for _, name := range names {
			if name == "card-span" {
				continue // a number of steps, which depends on the place: TestInspector_PlaceAndSpan
			}
			e := s.entry(name)
			steps, old := len(s.session().history.Steps()), e.Text
			text := "2026-05-17" // a date, a text and, cut short, a number
			switch {
			case name == "metric-thresholds":
				text = "1; 2; 3; 4"
			case strings.HasPrefix(name, "card-mood"), strings.HasPrefix(name, "card-expected"):
				text = "1.5"
			case name == "metric-min":
				text = "0"
			case strings.HasPrefix(name, "metric-") && name != "metric-definition" && name != "metric-unit", name == "card-duration", name == "card-cost", name == "card-votes":
				text = "5"
			}
			if text == old {
				continue
			}
			e.SetText(text)
			e.Finish()
			if got := len(s.session().history.Steps()); got != steps+1 {
				t.Errorf("%s of %v made %d steps of the history, want 1; the dialog says %q", name, r.Kind, got-steps, s.said())
				s.window().escape()
				continue
			}
			if got := s.entry(name).Text; got != text {
				t.Errorf("%s of %v shows %q after %q was typed", name, r.Kind, got, text)
			}
			s.session().Undo()
			if got := s.entry(name).Text; got != old {
				t.Errorf("%s of %v shows %q after undo, want %q", name, r.Kind, got, old)
			}
		}
	}
}

func TestInspector_RefusesWhatIsNoNumber(t *testing.T) {
	s := newStage(t, Options{})
	w := rich(t)
	s.open(s.file("hotel.stage", w))
	j, card := firstCard(s.session().Workspace())
	s.session().Select([]model.Ref{cardRef(j, card)})
	before := s.session().Workspace()
	e := s.entry("card-cost")
	e.SetText("a lot")
	e.Finish()
	if s.session().Workspace() != before {
		t.Error("a text became a cost")
	}
	if said := textOf(s.window().editor.inspector.content); !strings.Contains(said, "Type a number") {
		t.Error("nothing under the field says what is wrong")
	}
}

func TestInspector_EditsAllSelectedCardsAtOnce(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	j := s.session().Journey()
	owner := s.session().Workspace().Owners[0].ID
	s.session().Select([]model.Ref{cardRef(j, j.Cards[0]), cardRef(j, j.Cards[1]), cardRef(j, j.Cards[2])})
	s.tap("card-owner")
	s.tap("card-owner." + string(owner))
	for _, c := range s.session().Journey().Cards[:3] {
		if c.Owner != owner {
			t.Errorf("%s has the owner %q, want %q", c.ID, c.Owner, owner)
		}
	}
	if got := len(s.session().history.Steps()); got != 1 {
		t.Errorf("three cards changed in %d steps, want 1", got)
	}
}

func TestRegroup_SplitsAndMerges(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	before := s.session().Workspace()
	j := s.session().Journey()
	second := j.Stages[0].Steps[1]
	s.session().Select([]model.Ref{{Kind: model.StepRecord, Journey: j.ID, ID: string(second.ID)}})
	s.window().do("map.splitstage")
	if got := s.session().Journey().Stages[1]; got.Steps[0].ID != second.ID || len(s.session().Journey().Stages) != len(j.Stages)+1 {
		t.Fatalf("the step begins no stage of its own: %+v", got)
	}
	s.session().Select([]model.Ref{{Kind: model.StageRecord, Journey: j.ID, ID: string(j.Stages[0].ID)}})
	s.window().do("map.merge")
	if !model.Equal(s.session().Workspace(), before) {
		t.Errorf("merging what was split leaves %v", model.Diff(before, s.session().Workspace()))
	}
	s.session().Select([]model.Ref{cardRef(j, j.Cards[0])})
	s.window().do("map.splitlane")
	s.window().do("map.splitstep")
	after := s.session().Journey()
	if len(after.Lanes) != len(j.Lanes)+1 || len(after.Steps()) != len(j.Steps())+1 {
		t.Errorf("%d lanes and %d steps, want one more of each than %d and %d", len(after.Lanes), len(after.Steps()), len(j.Lanes), len(j.Steps()))
	}
	if c := after.Card(j.Cards[0].ID); c.Lane == j.Cards[0].Lane || c.Step == j.Cards[0].Step {
		t.Errorf("the card is still at %s, %s", c.Lane, c.Step)
	}
}

// survey is a table with everything that goes wrong in real ones.
const survey = "datum;schritt;CES;n\n2026-03-01;STEP;4;50\n2026-03-01;Nowhere at all;2;10\n2026-03-02;STEP;zwölf;5\n2026-03-02;STEP;3;70\n"

func writeSurvey(t *testing.T, s *stage) string {
	t.Helper()
	step := s.session().Journey().Steps()[0].Title
	path := filepath.Join(s.folder, "survey.csv")
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(survey, "STEP", step)), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestStory_Import(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	before := s.session().Workspace()
	path := writeSurvey(t, s)

	s.window().do("data.import")
	s.entry("import.path").SetText(path)
	s.tap("import.read")
	s.until("the import page", func() bool { return s.window().importp != nil })
	if got := s.window().importp.report.Counts; got.Valid != 2 || got.Invalid != 1 || got.Unmatched != 1 {
		t.Fatalf("the page counts %+v, want 2 valid, 1 invalid, 1 unmatched", got)
	}
	s.tap("import.run")
	if s.session().Workspace() != before || s.window().importp == nil {
		t.Fatal("the import ran although a name is open")
	}
	if said := textOf(s.window().importp.content); !strings.Contains(said, "1 name is open") || !strings.Contains(said, "Nowhere at all") {
		t.Error("the page does not say what is still to be done")
	}
	s.tap("import.leave")
	s.tap("import.run")
	if s.window().importp != nil {
		t.Fatal("the page stays after the import")
	}
	after := s.session().Workspace()
	if got := after.Dataset(after.Sources[len(after.Sources)-1].ID); got == nil || got.Observations.Len() != 2 {
		t.Errorf("the import brought %v, want two values", got)
	}
	if said := textOf(s.window().toasts.place); !strings.Contains(said, "2 rows in") {
		t.Errorf("the toast says %q", said)
	}
	s.window().do("edit.undo")
	if !model.Equal(s.session().Workspace(), before) {
		t.Error("one undo does not take the whole import back")
	}
}

func TestStory_ImportOfWhatIsNoTable(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	before := s.session().Workspace()
	path := filepath.Join(s.folder, "broken.xlsx")
	if err := os.WriteFile(path, []byte("PK\x03\x04 and then nothing of a workbook"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.window().startImport(path)
	s.until("the message", func() bool { return s.said() != "" })
	if said := s.said(); !strings.Contains(said, "broken.xlsx") {
		t.Errorf("the message does not name the file: %q", said)
	}
	if s.window().importp != nil || s.session().Workspace() != before {
		t.Error("a file that cannot be read left something behind")
	}
}

func TestStory_Export(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	for format, begin := range map[string]string{"pdf": "%PDF-", "xlsx": "PK", "svg": "<", "png": "\x89PNG", "csv": "", "json": "{"} {
		path := filepath.Join(s.folder, "out."+format)
		s.window().do("file.export")
		s.entry("export.path").SetText(path)
		s.tap("export.run")
		s.until("the "+format, func() bool {
			return strings.Contains(textOf(s.window().toasts.place), "out."+format) || len(s.window().sheets) > 0
		})
		data, err := os.ReadFile(path)
		if err != nil || len(data) < 100 || !strings.HasPrefix(string(data), begin) {
			t.Errorf("%s: %d bytes, %v; the dialog says %q", format, len(data), err, s.said())
		}
		s.window().toasts.Clear()
	}
}

func TestStory_ExportThatFailsLeavesTheTarget(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	folder := filepath.Join(s.folder, "locked")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "map.pdf")
	if err := os.WriteFile(path, []byte("the old one"), 0o644); err != nil {
		t.Fatal(err)
	}

	s.window().do("file.export")
	s.entry("export.path").SetText(filepath.Join(s.folder, "no such folder", "map.pdf"))
	s.tap("export.run")
	if said := s.said(); !strings.Contains(said, "There is no folder") {
		t.Errorf("a missing folder is told as %q", said)
	}
	s.window().escape()

	s.window().do("file.export")
	s.entry("export.path").SetText(path)
	s.tap("export.run")
	if said := s.said(); !strings.Contains(said, "there already") {
		t.Fatalf("a file that is there is replaced without a question: %q", said)
	}
	s.tap("sheet-cancel")
	if data, _ := os.ReadFile(path); string(data) != "the old one" {
		t.Error("the target was touched although the user said no")
	}

	// A disk that gives up in the middle: here, a folder that nothing can be made in.
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(folder, 0o755) })
	if os.WriteFile(filepath.Join(folder, "probe"), nil, 0o600) == nil {
		t.Skip("this user may write anywhere, so a locked folder cannot be had")
	}
	s.window().export(exportRequest{format: "pdf", paper: "A3", fit: "page", path: path})
	s.until("the message", func() bool { return strings.Contains(s.said(), "Could not export map.pdf") })
	if data, _ := os.ReadFile(path); string(data) != "the old one" {
		t.Error("an export that failed touched its target")
	}
}

func TestMatrix_ShowsWhatWasMeasured(t *testing.T) {
	s := newStage(t, Options{})
	work, err := ingest.Sample(t.Context(), assets.Samples()[0])
	if err != nil {
		t.Fatal(err)
	}
	s.open(s.file("hotel.stage", work))
	s.window().do("view.matrix")
	m := s.window().editor.matrix
	j := s.session().Journey()
	if got, want := len(m.table.rows), 1+len(j.Stages); got != want {
		t.Fatalf("%d rows, want the whole journey and %d stages", got, want-1)
	}
	key := func(k fyne.KeyName) { m.grid.TypedKey(&fyne.KeyEvent{Name: k}) }
	key(fyne.KeyDown)
	key(fyne.KeySpace)
	if got, want := len(m.table.rows), 1+len(j.Stages)+len(j.Stages[0].Steps); got != want {
		t.Errorf("%d rows after a stage was opened, want %d", got, want)
	}
	key(fyne.KeyDown)
	key(fyne.KeyRight)
	h := m.table.heats[1]
	v, _ := m.table.value(2, 1)
	if want := h.Steps[j.Stages[0].Steps[0].ID]; fmt.Sprint(v) != fmt.Sprint(want) {
		t.Errorf("the cell shows %v, want %v", v, want)
	}
	if said := m.focusText(); !strings.Contains(said, h.Metric.Name) || !strings.HasPrefix(said, "1.1 ") {
		t.Errorf("the status bar says %q", said)
	}
	key(fyne.KeyReturn)
	if s.session().View() == MatrixView || s.session().tint.metric != h.Metric.ID {
		t.Error("Enter does not show the cell on the board, tinted by its metric")
	}
	want := model.Ref{Kind: model.StepRecord, Journey: j.ID, ID: string(j.Stages[0].Steps[0].ID)}
	if got := s.session().Selection(); len(got) != 1 || got[0] != want {
		t.Errorf("Enter selects %v, want the step", got)
	}
}

func TestLook_ChangesWhileWorking(t *testing.T) {
	s := newStage(t, Options{Look: "light"})
	s.open(s.file("hotel.stage", rich(t)))
	j, card := firstCard(s.session().Workspace())
	s.session().Select([]model.Ref{cardRef(j, card)})
	before := s.session().Workspace()
	for action, theme := range map[string]*scene.Theme{"view.dark": scene.Dark(), "view.contrast": scene.HighContrast(), "view.light": scene.Light()} {
		s.window().do(action)
		settings := fyne.CurrentApp().Settings()
		for name, token := range map[string]string{"background": "panel", "primary": "accent", "k-pain-l": "k-pain-l", "foreground": "text"} {
			if got, want := settings.Theme().Color(fyne.ThemeColorName(name), 0), theme.Token(token); got != want {
				t.Errorf("%s: %s is %v, want the design's %v", action, name, got, want)
			}
		}
		if got := s.window().board.Scene().Theme; got != theme {
			t.Errorf("%s: the map kept its old look", action)
		}
		if s.entry("inspector.title").Text != card.Title {
			t.Errorf("%s: the inspector lost the card", action)
		}
	}
	if s.session().Workspace() != before {
		t.Error("a change of the look changed the workspace")
	}
}

func TestLegend_ExplainsTheTint(t *testing.T) {
	s := newStage(t, Options{})
	work, err := ingest.Sample(t.Context(), assets.Samples()[0])
	if err != nil {
		t.Fatal(err)
	}
	s.open(s.file("hotel.stage", work))
	legend := s.window().editor.legend
	said := func() string {
		var words []string
		walk(legend.content, fyne.NewPos(0, 0), func(o fyne.CanvasObject, _ fyne.Position) {
			if label, ok := o.(*look.Label); ok {
				words = append(words, label.Said())
			}
		})
		return strings.Join(words, "|")
	}
	s.session().SetHeat("")
	if legend.content.Visible() {
		t.Error("a legend without a tint")
	}
	s.session().SetHeat("csat")
	heat := s.session().Heat()
	if !legend.content.Visible() || heat == nil {
		t.Fatal("no legend for the tint")
	}
	for _, want := range []string{heat.Metric.Name, "higher is better", "4.2", "no data", "n below 30", "Source: "} {
		if !strings.Contains(said(), want) {
			t.Errorf("the legend does not say %q: %s", want, said())
		}
	}
	for _, step := range heat.Legend() {
		if !strings.Contains(said(), step.Sign) {
			t.Errorf("the legend lacks the step %q", step.Sign)
		}
	}
	s.window().do("view.matrix")
	if legend.content.Visible() {
		t.Error("the board's legend stands below the matrix")
	}
}
