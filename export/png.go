package export

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"math"
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

const (
	defaultDPI = 144.0
	mostDots   = 48_000_000 // of a PNG: more take viewers seconds to open
)

// PNG writes the whole map as a picture with title, legend and title block, at dpi dots per inch (0 means
// 144; a point is 1/72 inch). A map too large for that is drawn with fewer dots, with a warning. It fails
// when the journey does not exist, when dpi is no sensible number, when ctx ends and when w fails.
func PNG(ctx context.Context, w io.Writer, d Document, dpi float64) ([]Warning, error) {
	if dpi == 0 {
		dpi = defaultDPI
	}
	if math.IsNaN(dpi) || dpi < 1 || dpi > 2400 {
		return nil, fmt.Errorf("%v dots per inch cannot be drawn; choose 1 to 2400", dpi)
	}
	s, err := picture(ctx, d)
	if err != nil {
		return nil, err
	}
	zoom := dpi / 72
	var warnings []Warning
	if dots := s.size.X * s.size.Y * zoom * zoom; dots > mostDots {
		zoom *= math.Sqrt(mostDots / dots)
		warnings = append(warnings, Warning{Ref: model.Ref{Kind: model.JourneyRecord, Journey: d.Journey, ID: string(d.Journey)},
			Text: fmt.Sprintf("the map is too large for a picture of %.0f dots per inch; it was drawn with %.0f. Export a PDF or SVG for more", dpi, zoom*72)})
	}
	size := image.Pt(max(1, int(math.Round(s.size.X*zoom))), max(1, int(math.Round(s.size.Y*zoom))))
	if err := raster.PNG(ctx, w, size, zoom*72, sheetPainter(ctx, s, zoom)); err != nil {
		return nil, err
	}
	return slices.Concat(warnings, s.cut, missingOn(s).warnings()), ctx.Err()
}

// sheetPainter returns what paints a sheet's rows, zoom pixels a point, on pictures whose Rect says which
// rows they are.
func sheetPainter(ctx context.Context, s sheet, zoom float64) func(dst *image.RGBA) error {
	ground := image.NewUniform(opaque(s.theme.Token("board")))
	pieces := s.all()
	return func(dst *image.RGBA) error {
		draw.Draw(dst, dst.Rect, ground, image.Point{}, draw.Src)
		for _, p := range pieces {
			if err := ctx.Err(); err != nil {
				return err
			}
			paintPiece(dst, p, zoom)
		}
		return nil
	}
}

// all returns the pieces of the map and what stands around it as pieces too.
func (s sheet) all() []piece {
	pieces := slices.Clone(s.pieces)
	for _, g := range s.around {
		layer := scene.NewLayer(g.Bounds, s.theme.Token("board"), []*scene.Group{g})
		pieces = append(pieces, piece{layer: layer, part: g.Bounds, at: layout.Point{X: g.Bounds.X, Y: g.Bounds.Y}, scale: 1})
	}
	return pieces
}

// missingOn collects what no font can draw on a sheet.
func missingOn(s sheet) *missingText {
	missing := newMissingText()
	for _, p := range s.all() {
		p.layer.Meeting(p.part, func(g *scene.Group, _ layout.Point) {
			for _, item := range g.Drawn() {
				if t, ok := item.(scene.Text); ok {
					missing.note(g.Ref, t.Line)
				}
			}
		})
	}
	return missing
}

func opaque(c scene.Color) color.NRGBA {
	c.A = 255
	return c
}

// paintPiece paints what dst shows of a part of a layer.
func paintPiece(dst *image.RGBA, p piece, zoom float64) {
	box := p.box().Inset(-bleed * p.scale)
	to := image.Rect(int(math.Round(box.X*zoom)), int(math.Round(box.Y*zoom)),
		int(math.Round(box.Right()*zoom)), int(math.Round(box.Bottom()*zoom))).Intersect(dst.Rect)
	if to.Empty() {
		return
	}
	shift := p.shift()
	origin := layout.Point{X: (float64(to.Min.X)/zoom - shift.X) / p.scale, Y: (float64(to.Min.Y)/zoom - shift.Y) / p.scale}
	raster.Draw(dst.SubImage(to).(*image.RGBA), p.layer, origin, zoom*p.scale)
}
