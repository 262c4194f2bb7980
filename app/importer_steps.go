package app

import (
	"cmp"
	"maps"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store/ingest"
)

// mostNewSteps is up to how many unknown names can become steps: more are hardly names of steps.
const mostNewSteps = 200

// importInto says where the values of a table go.
type importInto struct {
	workspace *model.Workspace
	journey   model.JourneyID
	fresh     *model.Journey // to be made for them; nil for one of the workspace
	grow      bool           // unknown names become steps
}

// importPlan is what an import would do: make a map or steps, and bring in the values.
type importPlan struct {
	workspace *model.Workspace // with what is made, without the values
	first     []model.Command
	made      int // unknown names that become stages and steps
	report    *ingest.Report
	values    model.Import
}

// command returns all of it as one step of the history.
func (p *importPlan) command() model.Command {
	if len(p.first) == 0 {
		return p.values
	}
	return model.Group{Name: p.values.Label(), Commands: append(p.first[:len(p.first):len(p.first)], p.values)}
}

// planImport finds out what an import would do. It is run in the background.
func planImport(table *ingest.Table, into importInto, options ingest.Options) importPlan {
	p := importPlan{workspace: into.workspace}
	if into.fresh != nil {
		p.make(model.AddJourney{Journey: into.fresh, At: len(p.workspace.Journeys)})
	}
	p.report, p.values = ingest.Plan(table, p.workspace, into.journey, options)
	grown := newPlacesOf(p.report.Unmatched, p.workspace.Journey(into.journey))
	if !into.grow || len(grown.names) == 0 {
		return p
	}
	next := importPlan{workspace: into.workspace, made: len(grown.names)}
	if into.fresh != nil && p.report.Counts.Names == next.made && len(p.report.Matched) == 0 {
		// With the steps of the file in place of those of the template.
		fresh := &model.Journey{ID: into.fresh.ID, JourneyInfo: into.fresh.JourneyInfo, Stages: grown.stages, Lanes: into.fresh.Lanes}
		next.make(model.AddJourney{Journey: fresh, At: len(next.workspace.Journeys)})
	} else {
		next.make(append(p.first, grown.commands()...)...)
	}
	options.Names = maps.Clone(options.Names)
	if options.Names == nil {
		options.Names = map[string]string{}
	}
	maps.Copy(options.Names, grown.names)
	next.report, next.values = ingest.Plan(table, next.workspace, into.journey, options)
	for i, m := range next.report.Matched {
		if _, made := grown.names[m.Name]; made {
			next.report.Matched[i].Why = "new"
		}
	}
	return next
}

// make adds what is done before the values come in. What cannot be done is left out: the import then tells why.
func (p *importPlan) make(commands ...model.Command) {
	p.first = append(p.first, commands...)
	if w, err := (model.Group{Commands: commands}).Apply(p.workspace); err == nil {
		p.workspace = w
	}
}

// newPlaces is what unknown names of a table become.
type newPlaces struct {
	journey *model.Journey
	stages  []*model.Stage                 // new ones, in the order of the file
	titles  map[string]*model.Stage        // them by what they are called in the file
	added   map[model.StageID][]model.Step // to stages that are there
	names   map[string]string              // the id of what each name becomes
}

// newPlacesOf makes the stages and steps that the journey lacks. Steps of which the file does not say in which
// stage they are come into one of their own.
func newPlacesOf(unmatched []ingest.UnmatchedName, j *model.Journey) *newPlaces {
	p := &newPlaces{journey: j, titles: map[string]*model.Stage{}, added: map[model.StageID][]model.Step{}, names: map[string]string{}}
	if j == nil {
		return p
	}
	for _, u := range unmatched {
		if u.Lacks != nil && len(p.names) < mostNewSteps {
			p.names[u.Name] = p.add(*u.Lacks)
		}
	}
	for _, s := range p.stages {
		if len(s.Steps) == 0 {
			s.Steps = []*model.Step{{ID: model.NewID[model.StepID](), Title: s.Title}}
		}
	}
	return p
}

func (p *newPlaces) add(l ingest.Lack) (id string) {
	step := model.Step{ID: model.NewID[model.StepID](), Title: shortTitle(strings.TrimSpace(l.Step))}
	if l.In != "" {
		p.added[l.In] = append(p.added[l.In], step)
		return string(step.ID)
	}
	title := cmp.Or(strings.TrimSpace(l.Stage), "New stage")
	stage := p.titles[strings.ToLower(title)]
	if stage == nil {
		stage = &model.Stage{ID: model.NewID[model.StageID](), Title: shortTitle(title)}
		p.titles[strings.ToLower(title)] = stage
		p.stages = append(p.stages, stage)
	}
	if step.Title == "" {
		return string(stage.ID)
	}
	stage.Steps = append(stage.Steps, &step)
	return string(step.ID)
}

// commands adds all of it at the end of the stages and of the journey.
func (p *newPlaces) commands() (commands []model.Command) {
	for _, s := range p.journey.Stages {
		for i, step := range p.added[s.ID] {
			commands = append(commands, model.AddStep{Journey: p.journey.ID, Stage: s.ID, Step: step, At: len(s.Steps) + i})
		}
	}
	for i, s := range p.stages {
		commands = append(commands, model.AddStage{Journey: p.journey.ID, Stage: *s, At: len(p.journey.Stages) + i})
	}
	return commands
}

// newMapID is the choice of a new map for the values.
const newMapID = "a new map"

// intoNew has the values go into a map that is made for them, with their names as its steps.
func (p *importPage) intoNew() {
	base := filepath.Base(p.path)
	title := shortTitle(cmp.Or(strings.TrimSpace(strings.TrimSuffix(base, filepath.Ext(base))), "Imported values"))
	p.fresh = model.NewJourney(freeTitle(p.session.Workspace(), title), model.JourneyMap)
	p.journey, p.grow = p.fresh.ID, true
}

// into has the values go into a map of the workspace, or into a new one.
func (p *importPage) into(id string) {
	if id == newMapID {
		p.intoNew()
	} else {
		p.journey, p.fresh, p.grow = model.JourneyID(id), nil, false
	}
	p.again(false)
}

// workspace returns the workspace as it is before the values come in.
func (p *importPage) workspace() *model.Workspace {
	if p.planned.workspace != nil {
		return p.planned.workspace
	}
	return p.session.Workspace()
}

// canGrow reports how many of the open names can become steps.
func (p *importPage) canGrow() (n int) {
	for _, u := range p.report.Unmatched {
		if u.Lacks != nil {
			n++
		}
	}
	if n > mostNewSteps {
		return 0
	}
	return n
}

// setGrow lets unknown names become steps, or not.
func (p *importPage) setGrow(on bool) {
	p.grow = on
	p.again(false)
}

// madeNote says which names become steps, with the way back.
func (p *importPage) madeNote() fyne.CanvasObject {
	n := p.planned.made
	if n == 0 {
		return look.V(0)
	}
	text := plural(n, "name becomes a new step", "names become new steps") + " at the end of the map"
	if p.fresh != nil {
		text = plural(n, "name becomes a step", "names become steps") + " of the new map"
	}
	return look.H(6, look.Icon("add", 14, "ok"), look.Text(text, 12, "text"), look.LinkText("import.nosteps", "assign them by hand", 12, func() { p.setGrow(false) }), look.Space())
}
