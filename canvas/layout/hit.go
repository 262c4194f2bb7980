package layout

import (
	"math"
	"sort"

	"stagecraft/model"
)

// Part says what lies at a place of the map.
type Part int

// The parts of a map.
const (
	PartNone      Part = iota // beside the map
	PartCard                  // a card
	PartCardLeft              // the left edge of a card, by which its span is changed
	PartCardRight             // the right edge
	PartPoint                 // a mood on an emotion curve
	PartCell                  // a cell, beside its cards
	PartStage                 // a stage's header
	PartStep                  // a step's header
	PartLane                  // a lane's label
	PartLink                  // a link
	PartBar                   // a metric's value at a step
	PartLine                  // a blueprint line
	PartCorner                // the corner above the labels

	PartStageChevron // where a click collapses or expands a stage
	PartLaneChevron  // where a click collapses or expands a lane
	PartColumnEdge   // the right border of a step's header, by which the columns are widened
	PartLabelEdge    // the right border of the lane labels, by which they are widened
	PartLaneEdge     // the lower border of a lane's label, by which the lane is made higher
	PartLinkLabel    // a link's label
	PartComments     // the badge of the comments on a card, stage, step or lane
)

// Hit is what lies at a place.
type Hit struct {
	Part Part
	Ref  model.Ref  // the record: the card, link, stage, step or lane; of a cell or bar its lane
	Cell model.Cell // the cell at the place; of a card, its first cell
	Card *CardBox   // of a card or point
}

const (
	edgeReach = 4 // width of a card's edge
	linkReach = 4 // how near to a link counts as on it
)

// HitTest returns what lies at a place of the map.
func (l *Layout) HitTest(p Point) Hit {
	switch {
	case p.X < 0 || p.Y < 0 || p.X >= l.Size.X || p.Y >= l.Size.Y:
		return Hit{}
	case p.X < l.Label && p.X >= l.Label-edgeReach:
		return Hit{Part: PartLabelEdge, Ref: l.ref(model.JourneyRecord, string(l.Journey.ID))}
	case p.Y < l.Header && p.X < l.Label:
		return Hit{Part: PartCorner, Ref: l.ref(model.JourneyRecord, string(l.Journey.ID))}
	case p.Y < l.Header:
		return l.hitHeader(p)
	}
	row := l.rowAt(p.Y)
	if row < 0 {
		if h, ok := l.hitLink(p); ok && p.X >= l.Label {
			return h
		}
		return Hit{Part: PartLine}
	}
	if p.X < l.Label {
		part := l.labelPart(p, &l.Rows[row])
		if part == PartLane && row > 0 && p.Y < l.Rows[row].Y+edgeReach {
			// The border to the lane above; where a line lies between them there is none.
			if above := &l.Rows[row-1]; above.Y+above.H == l.Rows[row].Y && !above.Collapsed {
				part, row = PartLaneEdge, row-1
			}
		}
		return Hit{Part: part, Ref: l.ref(model.LaneRecord, string(l.Rows[row].Lane.ID))}
	}
	return l.hitCell(p, row)
}

func (l *Layout) ref(kind model.RecordKind, id string) model.Ref {
	return model.Ref{Kind: kind, Journey: l.Journey.ID, ID: id}
}

func (l *Layout) hitHeader(p Point) Hit {
	c := l.grid.columnAt(p.X)
	if c < 0 {
		return Hit{}
	}
	column := &l.Columns[c]
	stage := &l.Stages[column.Stage]
	if p.Y < stageHeight || column.Closed {
		h := Hit{Part: PartStage, Ref: l.ref(model.StageRecord, string(stage.Stage.ID))}
		switch {
		case stage.Comments.Contains(p):
			h.Part = PartComments
		case stage.Chevron.Contains(p):
			h.Part = PartStageChevron
		}
		return h
	}
	h := Hit{Part: PartStep, Ref: l.ref(model.StepRecord, string(column.Step.ID))}
	switch {
	case p.X >= column.X+column.W-edgeReach:
		h.Part = PartColumnEdge
	case p.X < column.X+edgeReach && c > 0 && !l.Columns[c-1].Closed:
		h = Hit{Part: PartColumnEdge, Ref: l.ref(model.StepRecord, string(l.Columns[c-1].Step.ID))}
	case column.Comments.Contains(p):
		h.Part = PartComments
	}
	return h
}

// labelPart says what lies at a place of a lane's label.
func (l *Layout) labelPart(p Point, r *Row) Part {
	switch {
	case r.Comments.Contains(p):
		return PartComments
	case r.Chevron.Contains(p):
		return PartLaneChevron
	case p.Y >= r.Y+r.H-edgeReach && !r.Collapsed:
		return PartLaneEdge
	default:
		return PartLane
	}
}

func (l *Layout) hitCell(p Point, row int) Hit {
	column := l.grid.columnAt(p.X)
	if column < 0 {
		return Hit{}
	}
	r := &l.Rows[row]
	if box := l.cardAt(p, row, column); box != nil {
		return l.hitCard(p, box)
	}
	if h, ok := l.hitLink(p); ok {
		return h
	}
	h := Hit{Part: PartCell, Ref: l.ref(model.LaneRecord, string(r.Lane.ID)),
		Cell: model.Cell{Lane: r.Lane.ID, Step: l.Columns[column].Step.ID}}
	if r.Body.metric != nil && !r.Collapsed && r.Body.bar(column).Move(Point{Y: r.Y}).Contains(p) {
		h.Part = PartBar
	}
	return h
}

func (l *Layout) hitCard(p Point, box *CardBox) Hit {
	h := Hit{Part: PartCard, Ref: l.ref(model.CardRecord, string(box.Card.ID)), Card: box,
		Cell: model.Cell{Lane: box.Card.Lane, Step: box.Card.Step}}
	switch {
	case box.Point:
		h.Part = PartPoint
	case !box.Counts.Empty() && box.CommentsRect().Contains(p):
		h.Part = PartComments
	case p.X < box.Rect.X+edgeReach:
		h.Part = PartCardLeft
	case p.X >= box.Rect.Right()-edgeReach:
		h.Part = PartCardRight
	}
	return h
}

// CommentsRect returns the badge of the comments on a card; empty for none.
func (c *CardBox) CommentsRect() Rect {
	if c.Comments == 0 || c.Point {
		return Rect{}
	}
	return c.badges().Move(Point{c.Rect.X, c.Rect.Y + c.Rest()})
}

// Rest is how far the last row of a touchpoint lies below where it would without the others of its lane,
// whose height it shares: it stays at the lower border.
func (c *CardBox) Rest() float64 {
	if c.Kind != model.KindTouchpoint {
		return 0
	}
	return c.Rect.H - c.Height
}

// badges returns the badge of the comments, relative to the card.
func (t *CardText) badges() Rect {
	return Rect{t.Counts.X, t.Counts.Y, badgeWidth(t.Comments), t.Counts.H}
}

// CountBox returns the place of the number of cards that a column hides in the row.
func (r *Row) CountBox(column int) Rect {
	if r.Collapsed {
		g := r.Body.grid
		return Rect{g.x(column), r.Y, g.w(column), r.H}
	}
	return r.Body.countBox(column).Move(Point{Y: r.Y})
}

// cardAt returns the topmost card of a cell at a place.
func (l *Layout) cardAt(p Point, row, column int) *CardBox {
	r := &l.Rows[row]
	b := r.Body
	if len(r.Cards) == 0 {
		return nil
	}
	for i := int(b.starts[column+1]) - 1; i >= int(b.back[column]); i-- {
		if r.Cards[i].Rect.Contains(p) {
			return r.Cards[i]
		}
	}
	return nil
}

// hitLink returns the uppermost link near a place.
func (l *Layout) hitLink(p Point) (Hit, bool) {
	for i := len(l.Links) - 1; i >= 0; i-- {
		r := &l.Links[i]
		switch {
		case r.LabelBox.Contains(p):
			return Hit{Part: PartLinkLabel, Ref: l.ref(model.LinkRecord, string(r.Link.ID))}, true
		case r.Bounds.Inset(-linkReach).Contains(p) && onWay(r.Points, p):
			return Hit{Part: PartLink, Ref: l.ref(model.LinkRecord, string(r.Link.ID))}, true
		}
	}
	return Hit{}, false
}

// onWay reports whether p lies near an orthogonal line.
func onWay(points []Point, p Point) bool {
	for i := 1; i < len(points); i++ {
		if boundsOf(points[i-1 : i+1]).Inset(-linkReach).Contains(p) {
			return true
		}
	}
	return false
}

// rowAt returns the row at y, or -1 between rows or beside the map.
func (l *Layout) rowAt(y float64) int {
	i := sort.Search(len(l.Rows), func(i int) bool { return l.Rows[i].Y > y }) - 1
	if i < 0 || y >= l.Rows[i].Y+l.Rows[i].H {
		return -1
	}
	return i
}

// CellRect returns the rectangle of a cell, or false when it is not on the map.
func (l *Layout) CellRect(c model.Cell) (Rect, bool) {
	row, column := l.Row(c.Lane), l.Column(c.Step)
	if row < 0 || column < 0 {
		return Rect{}, false
	}
	return l.cellRect(row, column), true
}

func (l *Layout) cellRect(row, column int) Rect {
	return Rect{l.Columns[column].X, l.Rows[row].Y, l.Columns[column].W, l.Rows[row].H}
}

// CardBox returns the box of a card, or nil when it is not on the map.
func (l *Layout) CardBox(id model.CardID) *CardBox {
	if row, card, ok := l.find(l.Journey.Card(id)); ok {
		return l.Rows[row].Cards[card]
	}
	return nil
}

// find returns the row of a card and its index there.
func (l *Layout) find(c *model.Card) (row, card int, ok bool) {
	if c == nil {
		return 0, 0, false
	}
	row, ok = l.lanes[c.Lane]
	column, ok2 := l.grid.columnOf(c.Step)
	if !ok || !ok2 || len(l.Rows[row].Cards) == 0 {
		return 0, 0, false
	}
	b := l.Rows[row].Body
	for i := b.starts[column]; i < b.starts[column+1]; i++ {
		if b.placed[i].card == c {
			return row, int(i), true
		}
	}
	return 0, 0, false
}

// CardsMeeting returns the cards that share any area with r, by row and column.
func (l *Layout) CardsMeeting(r Rect) []*CardBox {
	if len(l.Columns) == 0 || r.Empty() {
		return nil
	}
	var found []*CardBox
	first := l.clampColumn(r.X)
	last := l.clampColumn(math.Nextafter(r.Right(), r.X))
	for i := range l.Rows {
		row := &l.Rows[i]
		if row.Y >= r.Bottom() || row.Y+row.H <= r.Y || len(row.Cards) == 0 {
			continue
		}
		for k := row.Body.back[first]; k < row.Body.starts[last+1]; k++ {
			if row.Cards[k].Rect.Meets(r) {
				found = append(found, row.Cards[k])
			}
		}
	}
	return found
}

// clampColumn returns the column nearest to x.
func (l *Layout) clampColumn(x float64) int {
	if x < l.grid.label {
		return 0
	}
	if c := l.grid.columnAt(x); c >= 0 {
		return c
	}
	return len(l.Columns) - 1
}

// Column returns the index of a step's column, or -1.
func (l *Layout) Column(id model.StepID) int {
	if i, ok := l.grid.columnOf(id); ok {
		return i
	}
	return -1
}

// StepsIn returns how many steps the columns first..last stand for, last not included.
func (l *Layout) StepsIn(first, last int) int {
	n := 0
	for _, c := range l.Columns[first:last] {
		n += c.Steps
	}
	return n
}

// Row returns the index of a lane's row, or -1.
func (l *Layout) Row(id model.LaneID) int {
	if i, ok := l.lanes[id]; ok {
		return i
	}
	return -1
}

// Base returns what the part belongs to: of a handle, badge, edge or label the card, link, header or lane
// that it is on. Other parts are their own.
func (h Hit) Base() Part {
	switch h.Part {
	case PartLinkLabel:
		return PartLink
	case PartStageChevron:
		return PartStage
	case PartColumnEdge:
		return PartStep
	case PartLaneChevron, PartLaneEdge:
		return PartLane
	case PartLabelEdge:
		return PartCorner
	case PartComments:
		return baseOf[h.Ref.Kind]
	}
	return h.Part
}

// baseOf is the part of a record with a badge.
var baseOf = map[model.RecordKind]Part{model.CardRecord: PartCard, model.StageRecord: PartStage, model.StepRecord: PartStep, model.LaneRecord: PartLane}
