package app

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"
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
	made      int // stages and steps that unknown names become
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
	lacking := (*newPlaces)(nil)
	switch {
	case into.fresh != nil:
		lacking = p.makeMap(table, into, options)
	default:
		p.report, p.values = ingest.Plan(table, p.workspace, into.journey, options)
		if !into.grow {
			return p
		}
		lacking = newPlacesOf(p.report.Unmatched, p.workspace.Journey(into.journey))
		p.make(lacking.commands()...)
	}
	options.Names = maps.Clone(options.Names)
	if options.Names == nil {
		options.Names = map[string]string{}
	}
	maps.Copy(options.Names, lacking.names)
	p.made = lacking.count()
	p.report, p.values = ingest.Plan(table, p.workspace, into.journey, options)
	for i, m := range p.report.Matched {
		if lacking.names[m.Name] != "" {
			p.report.Matched[i].Why = "new"
		}
	}
	return p
}

// makeMap makes the map for the values: with the stages and steps of the file when it names any, else with
// those of the template.
func (p *importPlan) makeMap(table *ingest.Table, into importInto, options ingest.Options) *newPlaces {
	fresh, lacking := into.fresh, newPlacesOf(nil, into.fresh)
	if into.grow {
		bare := &model.Journey{ID: fresh.ID, JourneyInfo: fresh.JourneyInfo, Lanes: fresh.Lanes}
		report, _ := ingest.Plan(table, &model.Workspace{Journeys: []*model.Journey{bare}, Metrics: into.workspace.Metrics}, fresh.ID, options)
		if lacking = newPlacesOf(report.Unmatched, bare); len(lacking.stages) > 0 {
			fresh = &model.Journey{ID: fresh.ID, JourneyInfo: fresh.JourneyInfo, Lanes: fresh.Lanes, Stages: lacking.stages}
		}
	}
	p.make(model.AddJourney{Journey: fresh, At: len(p.workspace.Journeys)})
	return lacking
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
	for _, u := range canBecomeSteps(unmatched) {
		p.names[u.Name] = p.add(*u.Lacks)
	}
	for _, s := range p.stages {
		if len(s.Steps) == 0 {
			s.Steps = []*model.Step{{ID: model.NewID[model.StepID](), Title: s.Title}}
		}
	}
	return p
}

// canBecomeSteps returns the names whose words the journey does not have; none when they are too many to be
// names of steps.
func canBecomeSteps(unmatched []ingest.UnmatchedName) (can []ingest.UnmatchedName) {
	for _, u := range unmatched {
		if u.Lacks != nil {
			can = append(can, u)
		}
	}
	if len(can) > mostNewSteps {
		return nil
	}
	return can
}

func (p *newPlaces) add(l ingest.Lack) (id string) {
	step := model.Step{ID: model.NewID[model.StepID](), Title: shortTitle(strings.TrimSpace(l.Step))}
	same := func(s string) bool { return strings.EqualFold(s, step.Title) }
	if l.In != "" {
		if i := slices.IndexFunc(p.added[l.In], func(s model.Step) bool { return same(s.Title) }); i >= 0 {
			return string(p.added[l.In][i].ID)
		}
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
	if i := slices.IndexFunc(stage.Steps, func(s *model.Step) bool { return same(s.Title) }); i >= 0 {
		return string(stage.Steps[i].ID)
	}
	stage.Steps = append(stage.Steps, &step)
	return string(step.ID)
}

// count is how many places the names become: one may be written in several ways.
func (p *newPlaces) count() int {
	ids := map[string]bool{}
	for _, id := range p.names {
		ids[id] = true
	}
	return len(ids)
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

// canGrow returns how many of the open names can become steps.
func (p *importPage) canGrow() int { return len(canBecomeSteps(p.report.Unmatched)) }

// setGrow lets unknown names become steps, or not.
func (p *importPage) setGrow(on bool) {
	p.grow = on
	p.again(false)
}

// madeNote says that names become steps, with the way back.
func (p *importPage) madeNote() fyne.CanvasObject {
	if p.planned.made == 0 {
		return look.V(0)
	}
	text := "Makes " + plural(p.planned.made, "new step", "new steps") + " of them, at the end of the map"
	if p.fresh != nil {
		text = "Makes " + plural(p.planned.made, "step", "steps") + " of them, in the new map"
	}
	return look.H(6, look.Icon("add", 14, "ok"), look.Text(text, 12, "text"), look.LinkText("import.nosteps", "assign them by hand", 12, func() { p.setGrow(false) }), look.Space())
}
