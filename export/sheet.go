package export

import (
	"context"
	"fmt"
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// sheet is one page ready to be drawn: pieces of the map's layers and what stands around them.
type sheet struct {
	size      layout.Point
	theme     *scene.Theme
	pieces    []piece
	around    []*scene.Group // in points on paper
	bookmarks []string
	block     bool      // a title block is still to be drawn, when the number of pages is known
	cut       []Warning // of the text that the map shows only in part
}

// piece is a part of a layer of the map, cut out and placed on paper.
type piece struct {
	layer *scene.Layer
	part  layout.Rect  // of the map
	at    layout.Point // of the part's upper left corner, on paper
	scale float64
}

func (p piece) box() layout.Rect {
	return layout.Rect{X: p.at.X, Y: p.at.Y, W: p.part.W * p.scale, H: p.part.H * p.scale}
}

// shift is where the map's origin comes to lie.
func (p piece) shift() layout.Point {
	return layout.Point{X: p.at.X - p.part.X*p.scale, Y: p.at.Y - p.part.Y*p.scale}
}

const (
	furnitureGap = 4 * perMM // between map, legend and title block
	bleed        = 0.75      // points of the map beyond a cut, so that a border line on it is whole
)

// frame is the parts of a page around the map.
type frame struct {
	doc     Document
	journey *model.Journey
	theme   *scene.Theme
	paper   string
	size    layout.Point
	content layout.Rect
	unit    float64
	legend  *legend
	stacked bool
	narrow  bool        // the subtitle has a line of its own
	area    layout.Rect // for the map
}

// newFrame returns the parts of a page of paper.
func newFrame(d Document, j *model.Journey, theme *scene.Theme, paper Paper, landscape bool) *frame {
	f := &frame{doc: d, journey: j, theme: theme, paper: paper.Name, size: paper.size(landscape)}
	margin := paper.Margin * perMM
	f.content = layout.Rect{X: margin, Y: margin, W: f.size.X - 2*margin, H: f.size.Y - 2*margin}
	f.arrange(landscape)
	return f
}

// newPicture returns the parts of a picture that is as large as its map.
func newPicture(d Document, j *model.Journey, theme *scene.Theme, l *layout.Layout) *frame {
	f := &frame{doc: d, journey: j, theme: theme, paper: "Picture"}
	margin := sheetMargin * perMM
	f.content = layout.Rect{X: margin, Y: margin, W: math.Max(l.Size.X, blockWidth), H: 0}
	f.arrange(f.content.W >= blockWidth+furnitureGap+legendWidth/2)
	missing := l.Size.Y - f.area.H
	f.content.H += missing
	f.area.H += missing
	f.size = layout.Point{X: f.content.Right() + margin, Y: f.content.Bottom() + margin}
	return f
}

// arrange chooses how large title block and legend are and whether they stand side by side: they keep
// their millimetres on A3 and larger, and shrink on office paper as an A3 page copied to A4 would.
func (f *frame) arrange(landscape bool) {
	gap := furnitureGap
	if landscape {
		f.unit = math.Max(0.7, math.Min(1, f.content.W/(legendWidth+blockWidth+gap)))
	} else {
		f.unit = math.Max(0.7, math.Min(1, f.content.W/legendWidth))
	}
	room := f.content.W - blockWidth*f.unit - gap
	f.legend = fitLegend(f.doc, f.journey, f.theme, f.unit, room)
	if f.stacked = len(f.legend.rows) > 2 || len(f.legend.rows) == 2 && !landscape; f.stacked {
		f.legend = fitLegend(f.doc, f.journey, f.theme, f.unit, f.content.W)
	}
	f.narrow = f.content.W < 720
	top := f.content.Y - 1.5*perMM + titleHeight*f.unit
	if f.narrow {
		top += narrowTitle * f.unit
	}
	f.area = layout.Rect{X: f.content.X, Y: top, W: f.content.W, H: f.content.Bottom() - f.footHeight() - gap - top}
}

func (f *frame) footHeight() float64 {
	block := blockHeight * f.unit
	if f.stacked {
		return block + furnitureGap + f.legend.size.Y
	}
	return math.Max(block, f.legend.size.Y)
}

// around draws title, legend and title block of a page.
func (f *frame) around(p pageFacts) []*scene.Group {
	ref := model.Ref{Kind: model.JourneyRecord, Journey: f.journey.ID, ID: string(f.journey.ID)}
	block := layout.Point{X: f.content.Right() - blockWidth*f.unit, Y: f.content.Bottom() - blockHeight*f.unit}
	groups := []*scene.Group{f.title(p)}
	if len(f.legend.rows) > 0 {
		at := layout.Point{X: f.content.X, Y: f.content.Bottom() - f.legend.size.Y}
		if f.stacked {
			at.Y = block.Y - furnitureGap - f.legend.size.Y
		}
		groups = append(groups, f.legend.group(at, ref))
	}
	return append(groups, titleBlock(f.doc, f.journey, f.theme, f.unit, block, p))
}

// picture lays a document out as one sheet of its own size, at the board's scale.
func picture(ctx context.Context, d Document) (sheet, error) {
	j, theme, err := prepare(ctx, d)
	if err != nil {
		return sheet{}, err
	}
	o := d.Layout
	o.Label = labelWidth(d)
	l := layout.Compute(d.Workspace, d.Journey, o)
	f := newPicture(d, j, theme, l)
	whole := sheetPlan{0, len(l.Stages), 1}
	facts := pageFacts{number: 1, of: 1, last: len(l.Stages), paper: f.paper, scale: 1}
	return sheet{
		size: f.size, theme: theme, around: f.around(facts), cut: cutText(l, d.Journey),
		pieces: pieces(scene.Build(l, theme, d.Heat), l, whole, layout.Point{X: f.area.X, Y: f.area.Y}),
	}, ctx.Err()
}

// prepare checks a document and fills in what it leaves open.
func prepare(ctx context.Context, d Document) (*model.Journey, *scene.Theme, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	if d.Workspace == nil {
		return nil, nil, fmt.Errorf("there is no workspace to export")
	}
	j := d.Workspace.Journey(d.Journey)
	if j == nil {
		return nil, nil, fmt.Errorf("journey %q is not in the workspace: %w", d.Journey, model.ErrNotFound)
	}
	theme := d.Theme
	if theme == nil {
		theme = scene.Print()
	}
	return j, theme, nil
}

// sheets lays the document out on paper.
func sheets(ctx context.Context, d Document, p Page) ([]sheet, *plan, error) {
	j, theme, err := prepare(ctx, d)
	if err != nil {
		return nil, nil, err
	}
	paper, err := FindPaper(p.Paper)
	if err != nil {
		return nil, nil, err
	}
	if p.Fit != "" && p.Fit != "page" && p.Fit != "pages" {
		return nil, nil, fmt.Errorf("%q is not a way to fit; choose page or pages", p.Fit)
	}
	fit := newFitter(ctx, d)
	first, err := fit.at(narrowColumn)
	if err != nil {
		return nil, nil, err
	}
	landscape := p.Landscape || !p.Portrait && (p.Fit == "pages" || first.Size.X >= 0.8*first.Size.Y)
	f := newFrame(d, j, theme, paper, landscape)
	plan, err := fit.plan(first, f.area, p.Fit == "pages")
	if err != nil {
		return nil, nil, err
	}
	drawn := scene.Marked(scene.Build(plan.layout, theme, d.Heat), d.marks)
	out := make([]sheet, len(plan.sheets))
	more := f.moreSheets()
	for i, s := range plan.sheets {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		facts := pageFacts{number: i + 1, of: len(plan.sheets) + len(more), first: s.first, last: s.last, paper: f.paper, scale: s.scale}
		out[i] = sheet{
			size: f.size, theme: theme, pieces: pieces(drawn, plan.layout, s, layout.Point{X: f.area.X, Y: f.area.Y}),
			around: f.around(facts), bookmarks: stageTitles(plan.layout, s),
		}
		if d.Comments {
			if marks := f.marks(drawn, out[i].pieces); marks != nil {
				out[i].around = append(out[i].around, marks)
			}
		}
	}
	f.numbered(more, func(i int) pageFacts {
		return pageFacts{number: len(out) + i + 1, of: len(out) + len(more), paper: f.paper}
	})
	out = append(out, more...)
	if d.Compared != nil && d.marks == nil {
		compared, err := comparedSheets(ctx, d, p)
		if err != nil {
			return nil, nil, err
		}
		out = append(out, compared...)
	}
	return out, plan, nil
}

// moreSheets are the pages behind the map that were asked for.
func (f *frame) moreSheets() []sheet {
	var more []sheet
	if f.doc.Empathy {
		more = append(more, f.empathySheets()...)
	}
	if f.doc.Personas {
		more = append(more, f.personaSheets()...)
	}
	if f.doc.Goals {
		more = append(more, f.goalSheets()...)
	}
	if f.doc.Figures {
		more = append(more, f.figureSheets()...)
	}
	if f.doc.Comments {
		more = append(more, f.commentSheets()...)
	}
	if f.doc.marks != nil {
		more = append(more, f.changeSheets(f.doc.Compared)...)
	}
	return more
}

func stageTitles(l *layout.Layout, s sheetPlan) []string {
	var out []string
	for _, stage := range l.Stages[s.first:s.last] {
		out = append(out, fmt.Sprintf("%d %s", stage.Index+1, stage.Stage.Title))
	}
	return out
}

// pieces cuts a page's stages out of the map and puts the lane labels before and the headers above.
func pieces(s *scene.Scene, l *layout.Layout, p sheetPlan, at layout.Point) []piece {
	from, to := l.Label, l.Size.X
	if p.last > p.first && len(l.Columns) > 0 {
		last := l.Columns[l.Stages[p.last-1].Last-1]
		from, to = l.Columns[l.Stages[p.first].First].X, last.X+last.W
	}
	across := layout.Rect{X: from, W: to - from}
	body, header := across, across
	body.Y, body.H = l.Header, l.Size.Y-l.Header
	header.H = l.Header
	labels := layout.Rect{Y: l.Header, W: l.Label, H: body.H}
	corner := layout.Rect{W: l.Label, H: l.Header}
	place := func(layer *scene.Layer, part layout.Rect, x, y float64) piece {
		return piece{layer, part, layout.Point{X: at.X + x*p.scale, Y: at.Y + y*p.scale}, p.scale}
	}
	out := []piece{place(s.Body, body, l.Label, l.Header)}
	if rest := continued(s.Body, body); rest != nil {
		out = append(out, place(rest, body, l.Label, l.Header))
	}
	return append(out,
		place(s.Header, header, l.Label, 0),
		place(s.Labels, labels, 0, l.Header),
		place(s.Corner, corner, 0, 0),
	)
}
