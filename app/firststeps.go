package app

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// hintSteps is the name under which the settings keep that the card below was closed.
const hintSteps = "steps"

// firstSteps is the card over an empty map that asks for its steps, a line each. It goes away with the
// first card or measured value, when the steps are made, and for good when it is closed.
type firstSteps struct {
	window  *Window
	session *Session
	content *fyne.Container // the place of the card over the board
	note    *look.Entry
	count   *look.Label
	made    map[model.JourneyID]bool
	shown   bool
}

func newFirstSteps(w *Window, s *Session) *firstSteps {
	f := &firstSteps{window: w, session: s, made: map[model.JourneyID]bool{}}
	f.content = container.New(cornerLayout{})
	return f
}

// cornerLayout places its object in the lower right corner.
type cornerLayout struct{}

func (cornerLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (cornerLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, c := range o {
		m := c.MinSize()
		c.Resize(m)
		c.Move(fyne.NewPos(max(size.Width-m.Width-22, 0), max(size.Height-m.Height-22, 0)))
	}
}

// wanted reports whether the open map asks for its steps.
func (f *firstSteps) wanted() bool {
	w := f.window
	return editableMap(w) && w.session.View().onBoard() && len(w.session.Journey().Cards) == 0 &&
		!f.made[w.session.JourneyID()] && !w.session.hasValues() && !slices.Contains(w.program.settings.list(keySeen), hintSteps)
}

// hasValues reports whether values were measured on the open journey: its steps are known then.
func (s *Session) hasValues() bool {
	return slices.ContainsFunc(s.Workspace().Datasets, func(d *model.Dataset) bool { return d.Journey == s.journey })
}

// updated shows or hides the card.
func (f *firstSteps) updated() {
	if on := f.wanted(); on != f.shown {
		f.shown = on
		f.content.Objects = nil
		if on {
			f.content.Objects = []fyne.CanvasObject{f.card()}
		}
		f.content.Refresh()
	}
}

func (f *firstSteps) card() fyne.CanvasObject {
	f.note = look.NewNote("steps", "", "I get the idea\nI compare hotels\n\nI choose a room", 7, nil)
	f.note.OnChanged = func(string) { f.say() }
	f.note.OnKeep = f.make
	f.count = look.Text("", 12, "text2")
	shut := f.window.tipped(look.Button("steps.close", look.Flat, "close", "", f.close), "Close, and do not ask again", nil)
	button := look.Button("steps.make", look.Main, "", "Make the grid", f.make)
	card := look.V(8,
		look.H(8, look.Grow(look.WrapText("Which steps does the customer take?", 15, "text", true)), shut),
		look.WrapText("One line per step. An empty line starts a new stage; a line that ends in a colon names it.", 12.5, "text2", false),
		f.note,
		look.H(10, button, f.count, look.Space(), look.Kbd("Ctrl+Enter")),
		look.Line("line"),
		look.WrapText("Or keep these steps: click a cell and type, or press Ctrl+K to add a card with each line. Ctrl+Shift+P lists all that can be done.", 11.5, "text2", false))
	return look.Framed("raised", "line2", 8, look.Pad(12, 14, 12, 16, look.Fixed(348, 0, card)))
}

// say counts what the text would make.
func (f *firstSteps) say() {
	stages, steps := parseSteps(f.note.Text), 0
	for _, st := range stages {
		steps += len(st.Steps)
	}
	text := ""
	if steps > 0 {
		text = plural(len(stages), "stage", "stages") + ", " + plural(steps, "step", "steps")
	}
	f.count.Set(text, "text2")
}

// close takes the card away for good.
func (f *firstSteps) close() {
	s := f.window.program.settings
	s.setList(keySeen, append(s.list(keySeen), hintSteps))
	f.updated()
	f.window.focusBoard()
}

// make puts the steps on the map in place of those that it has, in one step of the history.
func (f *firstSteps) make() {
	j := f.session.Journey()
	stages := parseSteps(f.note.Text)
	if len(stages) == 0 {
		f.window.window.Canvas().Focus(f.note)
		return
	}
	f.made[j.ID] = true
	if f.session.Do(stepsCommand(j, stages)) != nil {
		f.made[j.ID] = false
		return
	}
	f.window.toasts.Clear() // that the steps of the template went is no news
	f.window.toasts.ShowDone(plural(len(stages), "stage", "stages") + " made")
	first := f.session.Journey().Steps()[0]
	if i := slices.IndexFunc(j.Lanes, func(l *model.Lane) bool { return l.Kind != model.KindEmotion && l.Kind != model.KindMetric }); i >= 0 {
		f.window.board.FocusCell(model.Cell{Step: first.ID, Lane: j.Lanes[i].ID})
	}
	f.window.focusBoard()
}

// stepsCommand replaces the stages of an empty map.
func stepsCommand(j *model.Journey, stages []model.Stage) model.Command {
	group := model.Group{Name: "Make the grid"}
	for i, st := range stages {
		group.Commands = append(group.Commands, model.AddStage{Journey: j.ID, Stage: st, At: len(j.Stages) + i})
	}
	for _, st := range j.Stages {
		group.Commands = append(group.Commands, model.DeleteStage{Journey: j.ID, Stage: st.ID})
	}
	return group
}

// parseSteps reads a list of steps, a line each. An empty line starts a stage; a line that ends in a
// colon starts one and names it. A stage without steps has one of its own name.
func parseSteps(text string) []model.Stage {
	var stages []model.Stage
	fresh := true // the next step begins a stage
	begin := func(title string) {
		if title == "" {
			title = fmt.Sprintf("Stage %d", len(stages)+1)
		}
		stages = append(stages, model.Stage{ID: model.NewID[model.StageID](), Title: shortTitle(title)})
		fresh = false
	}
	for _, line := range strings.Split(model.CleanText(text), "\n") {
		line = strings.TrimSpace(line)
		name, named := strings.CutSuffix(line, ":")
		switch {
		case line == "":
			fresh = true
			continue
		case named && strings.TrimSpace(name) != "":
			begin(strings.TrimSpace(name))
			continue
		case fresh && (len(stages) == 0 || len(stages[len(stages)-1].Steps) > 0):
			begin("")
		}
		fresh = false
		last := &stages[len(stages)-1]
		last.Steps = append(last.Steps, &model.Step{ID: model.NewID[model.StepID](), Title: shortTitle(line)})
	}
	for i := range stages {
		if len(stages[i].Steps) == 0 {
			stages[i].Steps = []*model.Step{{ID: model.NewID[model.StepID](), Title: stages[i].Title}}
		}
	}
	return stages
}
