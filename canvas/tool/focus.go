package tool

import (
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// Walk returns where an arrow or jump key moves the focus. Above the first lane lie the headers of the
// steps and above them those of the stages; left of the first step lie the lane labels. From nowhere
// it goes to the first cell; at a border it stays.
func Walk(l *layout.Layout, f Focus, d layout.Direction) Focus {
	if len(l.Rows) == 0 || len(l.Columns) == 0 {
		return Focus{}
	}
	switch f.Ref.Kind {
	case model.StageRecord:
		return walkStage(l, f, d)
	case model.StepRecord:
		return walkStep(l, f, d)
	case model.LaneRecord:
		return walkLane(l, f, d)
	case model.LinkRecord:
		if link := l.Journey.Link(model.LinkID(f.Ref.ID)); link != nil {
			return FocusOf(l, CardRef(l, link.From))
		}
	}
	row, column := l.Row(f.Cell.Lane), l.Column(f.Cell.Step)
	if row < 0 || column < 0 {
		return first(l, 0, 0)
	}
	cell, card := l.Neighbour(f.Cell, f.Card, d)
	to := Focus{Cell: cell, Card: card}
	if to != f {
		return to
	}
	switch {
	case d == layout.Up && row == 0:
		return stepFocus(l, column)
	case d == layout.Left && column == 0:
		return laneFocus(l, row)
	}
	return f
}

// first returns the first card of a cell, or the cell when it is empty.
func first(l *layout.Layout, row, column int) Focus {
	cell := model.Cell{Lane: l.Rows[row].Lane.ID, Step: l.Columns[column].Step.ID}
	f := Focus{Cell: cell}
	if cards := l.Journey.CardsIn(cell); len(cards) > 0 && l.CardBox(cards[0].ID) != nil {
		f.Card = cards[0].ID
	}
	return f
}

func stageFocus(l *layout.Layout, i int) Focus {
	i = min(max(i, 0), len(l.Stages)-1)
	return Focus{Ref: model.Ref{Kind: model.StageRecord, Journey: l.Journey.ID, ID: string(l.Stages[i].Stage.ID)}}
}

func stepFocus(l *layout.Layout, i int) Focus {
	i = min(max(i, 0), len(l.Columns)-1)
	return Focus{Ref: model.Ref{Kind: model.StepRecord, Journey: l.Journey.ID, ID: string(l.Columns[i].Step.ID)}}
}

func laneFocus(l *layout.Layout, i int) Focus {
	i = min(max(i, 0), len(l.Rows)-1)
	return Focus{Ref: model.Ref{Kind: model.LaneRecord, Journey: l.Journey.ID, ID: string(l.Rows[i].Lane.ID)}}
}

func walkStage(l *layout.Layout, f Focus, d layout.Direction) Focus {
	at := -1
	for i, s := range l.Stages {
		if string(s.Stage.ID) == f.Ref.ID {
			at = i
		}
	}
	switch {
	case at < 0:
		return first(l, 0, 0)
	case d == layout.Left || d == layout.PreviousStage || d == layout.Previous:
		return stageFocus(l, at-1)
	case d == layout.Right || d == layout.NextStage || d == layout.Next:
		return stageFocus(l, at+1)
	case d == layout.RowStart:
		return stageFocus(l, 0)
	case d == layout.RowEnd:
		return stageFocus(l, len(l.Stages)-1)
	case d == layout.Down:
		return stepFocus(l, l.Stages[at].First)
	}
	return f
}

func walkStep(l *layout.Layout, f Focus, d layout.Direction) Focus {
	at := l.Column(model.StepID(f.Ref.ID))
	switch {
	case at < 0:
		return first(l, 0, 0)
	case d == layout.Left || d == layout.Previous:
		return stepFocus(l, at-1)
	case d == layout.Right || d == layout.Next:
		return stepFocus(l, at+1)
	case d == layout.RowStart:
		return stepFocus(l, 0)
	case d == layout.RowEnd:
		return stepFocus(l, len(l.Columns)-1)
	case d == layout.Up:
		return stageFocus(l, l.Columns[at].Stage)
	case d == layout.Down:
		return first(l, 0, at)
	}
	return stepFocus(l, stageJump(l, at, d))
}

// stageJump returns the first column of the stage before or after the one of a column.
func stageJump(l *layout.Layout, column int, d layout.Direction) int {
	stage := l.Columns[column].Stage
	if d == layout.PreviousStage {
		return l.Stages[max(stage-1, 0)].First
	}
	return l.Stages[min(stage+1, len(l.Stages)-1)].First
}

func walkLane(l *layout.Layout, f Focus, d layout.Direction) Focus {
	at := l.Row(model.LaneID(f.Ref.ID))
	switch {
	case at < 0:
		return first(l, 0, 0)
	case d == layout.Up || d == layout.Previous:
		return laneFocus(l, at-1)
	case d == layout.Down || d == layout.Next:
		return laneFocus(l, at+1)
	case d == layout.Right || d == layout.RowStart:
		return first(l, at, 0)
	case d == layout.RowEnd:
		return first(l, at, len(l.Columns)-1)
	}
	return f
}

// RefOf names the record that the focus is on; the zero Ref in an empty cell.
func RefOf(l *layout.Layout, f Focus) model.Ref {
	if f.Card != "" {
		return CardRef(l, f.Card)
	}
	return f.Ref
}

// FocusOf returns the focus on a record; the zero Focus when it is not on the map.
func FocusOf(l *layout.Layout, ref model.Ref) Focus {
	if ref.Journey != l.Journey.ID {
		return Focus{}
	}
	switch ref.Kind {
	case model.CardRecord:
		if box := l.CardBox(model.CardID(ref.ID)); box != nil {
			return Focus{Cell: model.Cell{Lane: box.Card.Lane, Step: box.Card.Step}, Card: box.Card.ID}
		}
	case model.StageRecord:
		if l.Journey.Stage(model.StageID(ref.ID)) != nil {
			return Focus{Ref: ref}
		}
	case model.StepRecord:
		if l.Column(model.StepID(ref.ID)) >= 0 {
			return Focus{Ref: ref}
		}
	case model.LaneRecord:
		if l.Row(model.LaneID(ref.ID)) >= 0 {
			return Focus{Ref: ref}
		}
	case model.LinkRecord:
		if slices.ContainsFunc(l.Links, func(r layout.LinkRoute) bool { return string(r.Link.ID) == ref.ID }) {
			return Focus{Ref: ref}
		}
	}
	return Focus{}
}

// Settle returns where the focus is after the map changed: on the same card wherever it is now, else
// on what is in its cell now, else nowhere.
func Settle(l *layout.Layout, f Focus) Focus {
	if f.Ref != (model.Ref{}) {
		return FocusOf(l, f.Ref)
	}
	if f.Card != "" {
		if to := FocusOf(l, CardRef(l, f.Card)); to != (Focus{}) {
			return to
		}
	}
	row, column := l.Row(f.Cell.Lane), l.Column(f.Cell.Step)
	if row < 0 || column < 0 {
		return Focus{}
	}
	if f.Card == "" {
		return Focus{Cell: f.Cell}
	}
	return first(l, row, column)
}

// Describe says in words where the focus is, for the status bar and assistive tools.
func Describe(l *layout.Layout, f Focus) string {
	switch {
	case f.Card != "":
		if box := l.CardBox(f.Card); box != nil && box.Point && box.Card.Emotion.Known {
			return "Mood " + MoodName(box.Card.Emotion.Value) + " in " + CellName(l, f.Cell)
		}
		text, _ := Text(l, f)
		return Quoted(text) + " in " + CellName(l, f.Cell)
	case f.Cell != (model.Cell{}):
		if n := len(l.Journey.CardsIn(f.Cell)); n > 0 {
			return "Cell " + CellName(l, f.Cell) + ", with " + model.Count(n, "card")
		}
		return "Empty cell " + CellName(l, f.Cell)
	case f.Ref.Kind == model.LinkRecord:
		return DescribeLink(l.Journey, model.LinkID(f.Ref.ID))
	case f.Ref != (model.Ref{}):
		text, _ := Text(l, f)
		return map[model.RecordKind]string{
			model.StageRecord: "Stage ", model.StepRecord: "Step ", model.LaneRecord: "Lane ",
		}[f.Ref.Kind] + Quoted(text)
	}
	return ""
}

// DescribeLink reads a link out: “Scans the passport” leads to “Checks the scan”.
func DescribeLink(j *model.Journey, id model.LinkID) string {
	link := j.Link(id)
	if link == nil || j.Card(link.From) == nil || j.Card(link.To) == nil {
		return ""
	}
	return Quoted(j.Card(link.From).Title) + " " + link.Verb() + " " + Quoted(j.Card(link.To).Title)
}

// CardsBetween returns the cards that begin in the rows and columns from one cell to another.
func CardsBetween(l *layout.Layout, from, to model.Cell) []model.Ref {
	ra, rb, ca, cb := l.Row(from.Lane), l.Row(to.Lane), l.Column(from.Step), l.Column(to.Step)
	if ra < 0 || rb < 0 || ca < 0 || cb < 0 {
		return nil
	}
	var refs []model.Ref
	for row := min(ra, rb); row <= max(ra, rb); row++ {
		for _, box := range l.Rows[row].Cards {
			if box.From >= min(ca, cb) && box.From <= max(ca, cb) {
				refs = append(refs, CardRef(l, box.Card.ID))
			}
		}
	}
	return refs
}
