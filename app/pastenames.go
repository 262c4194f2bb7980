package app

import (
	"slices"
	"strings"

	"stagecraft/model"
)

// A pasted table may name its columns and rows: the columns go to the steps of these names and the rows
// to the lanes, and what the map lacks is added beside its neighbour in the table.

// guessNames reports whether the first row of a table reads like steps of the map and its first column
// like lanes: when half of the names are known, or when the corner between them is empty and both are full.
func guessNames(j *model.Journey, table [][]string) (row, column bool) {
	if len(table) < 2 || len(table[0]) < 2 {
		return false, false
	}
	heads, sides := columnNames(table, true), rowNames(table, true)
	body := strings.Join(flattened(tableBody(table, true, true)), "")
	if table[0][0] == "" && !slices.Contains(heads, "") && !slices.Contains(sides, "") && body != "" && len(table)+len(table[0]) > 4 {
		return true, true
	}
	known := func(names []string, is func(name string) bool) bool {
		n := 0
		for _, name := range names {
			if is(name) {
				n++
			}
		}
		return 2*n >= len(names)
	}
	column = known(sides, func(name string) bool {
		return namedKind(name) != "" || slices.ContainsFunc(j.Lanes, func(l *model.Lane) bool { return sameName(l.Title, name) })
	})
	row = known(columnNames(table, column), func(name string) bool {
		return slices.ContainsFunc(j.Steps(), func(s *model.Step) bool { return namesStep(j, s, name) })
	})
	return row, column
}

// withNames puts the steps above a table of cards, and their lanes before it.
func withNames(j *model.Journey, hidden []model.LaneID, cards []*model.Card, table [][]string) [][]string {
	lanes, steps := visibleLanes(j, hidden), j.Steps()
	step, lane := len(steps), len(lanes)
	for _, c := range cards {
		step = min(step, j.StepIndex(c.Step))
		lane = min(lane, max(slices.IndexFunc(lanes, func(l *model.Lane) bool { return l.ID == c.Lane }), 0)) // as clipOf has it
	}
	head := []string{""}
	for i := range table[0] {
		head = append(head, steps[step+i].Title)
	}
	named := [][]string{head}
	for i, row := range table {
		named = append(named, append([]string{lanes[lane+i].Title}, row...))
	}
	return named
}

// columnNames returns the names above the columns of a table, without that of its first column when
// that holds names of its own.
func columnNames(table [][]string, column bool) []string {
	if column {
		return table[0][1:]
	}
	return table[0]
}

// rowNames returns the names before the rows of a table, without that of its first row when that holds
// names of its own.
func rowNames(table [][]string, row bool) []string {
	var names []string
	for i := range table {
		if i > 0 || !row {
			names = append(names, table[i][0])
		}
	}
	return names
}

// tableBody returns a table without its names.
func tableBody(table [][]string, row, column bool) [][]string {
	if row {
		table = table[1:]
	}
	if !column {
		return table
	}
	body := make([][]string, len(table))
	for i := range table {
		body[i] = table[i][1:]
	}
	return body
}

// sameName reports whether two names differ in nothing but capitals and room.
func sameName(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// namesStep reports whether a name is a step's title, with or without its number.
func namesStep(j *model.Journey, s *model.Step, name string) bool {
	return sameName(s.Title, name) || sameName(placeText(j, s.ID), name)
}

// namedKind returns the kind of lane that has a name; empty for none. A lane of measured values has no
// room for cards, so its name makes a lane of notes.
func namedKind(name string) model.Kind {
	for _, k := range model.Kinds {
		if k != model.KindMetric && (sameName(k.Name(), name) || sameName(string(k), name) || sameName(string(k)+"s", name)) {
			return k
		}
	}
	return ""
}

// cleanName makes a name of a cell: a single line that is not too long.
func cleanName(text, otherwise string) string {
	name := strings.Join(strings.Fields(text), " ")
	if name == "" {
		return otherwise
	}
	return textCard(name).Title
}

// nameColumns finds the steps that the columns name. A new one comes after the step of the column to
// its left, or before that of the next column that the map knows.
func (p *pastePlan) nameColumns(spot pasteSpot, o pasteOptions) {
	j := spot.journey
	order := make([][]model.StepID, len(j.Stages))
	for i, st := range j.Stages {
		for _, s := range st.Steps {
			order[i] = append(order[i], s.ID)
		}
	}
	p.heads = make([]pasteColumn, p.columns)
	taken := map[model.StepID]bool{}
	for i, name := range spot.columns {
		for _, s := range j.Steps() {
			if !taken[s.ID] && namesStep(j, s, name) {
				taken[s.ID] = true
				p.heads[i] = pasteColumn{step: s.ID, title: placeText(j, s.ID), reach: 1}
				break
			}
		}
	}
	room := model.MaxSteps - len(j.Steps())
	for i, name := range spot.columns {
		if p.heads[i].step != "" || p.missing.steps == room {
			continue
		}
		p.missing.steps++
		if !o.addSteps {
			continue
		}
		h := pasteColumn{step: model.NewID[model.StepID](), title: cleanName(name, "New step"), fresh: true, reach: 1}
		stage, at := len(order)-1, len(order[len(order)-1])
		if next := slices.IndexFunc(p.heads, func(h pasteColumn) bool { return h.step != "" }); next >= 0 {
			near, after := p.heads[next].step, 0
			if next < i {
				near, after = p.heads[i-1].step, 1
			}
			stage = slices.IndexFunc(order, func(ids []model.StepID) bool { return slices.Contains(ids, near) })
			at = slices.Index(order[stage], near) + after
		}
		order[stage] = slices.Insert(order[stage], at, h.step)
		p.heads[i] = h
		p.steps = append(p.steps, model.AddStep{Journey: j.ID, Stage: j.Stages[stage].ID, Step: model.Step{ID: h.step, Title: h.title}, At: at})
	}
}

// nameRows finds the lanes that the rows name, hidden ones too, as nameColumns does for steps.
func (p *pastePlan) nameRows(spot pasteSpot, o pasteOptions) {
	j := spot.journey
	order := slices.Clone(j.Lanes)
	p.sides = make([]pasteRow, p.rows)
	taken := map[model.LaneID]bool{}
	for i, name := range spot.rows {
		for _, l := range j.Lanes {
			if !taken[l.ID] && sameName(l.Title, name) {
				taken[l.ID] = true
				p.sides[i].lane = l
				break
			}
		}
	}
	room := model.MaxLanes - len(j.Lanes)
	for i, name := range spot.rows {
		if p.sides[i].lane != nil || p.missing.lanes == room {
			continue
		}
		p.missing.lanes++
		if !o.addLanes {
			continue
		}
		kind := namedKind(name)
		if kind == "" {
			kind = model.KindNote
		}
		lane := model.NewLane(kind)
		lane.Title = cleanName(name, lane.Title)
		at := len(order)
		if next := slices.IndexFunc(p.sides, func(s pasteRow) bool { return s.lane != nil }); next >= 0 {
			if next < i {
				at = slices.Index(order, p.sides[i-1].lane) + 1
			} else {
				at = slices.Index(order, p.sides[next].lane)
			}
		}
		order = slices.Insert(order, at, &lane)
		p.sides[i] = pasteRow{&lane, true}
		p.lanes = append(p.lanes, model.AddLane{Journey: j.ID, Lane: lane, At: at})
	}
}
