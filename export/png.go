package export

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

const (
	defaultDPI = 144.0
	mostDots   = 48_000_000 // of a PNG: 192 MB while it is made
	bandHeight = 512        // pixels that are painted at a time
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
	img, missing, err := paintSheet(ctx, s, zoom)
	if err != nil {
		return nil, err
	}
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(w, img); err != nil {
		return nil, err
	}
	return append(warnings, missing.warnings()...), ctx.Err()
}

// paintSheet paints a sheet, zoom pixels a point.
func paintSheet(ctx context.Context, s sheet, zoom float64) (*image.RGBA, *missingText, error) {
	size := image.Pt(max(1, int(math.Round(s.size.X*zoom))), max(1, int(math.Round(s.size.Y*zoom))))
	dst := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(dst, dst.Bounds(), image.NewUniform(opaque(s.theme.Token("board"))), image.Point{}, draw.Src)
	missing := newMissingText()
	for _, p := range s.pieces {
		if err := paintPiece(ctx, dst, p, zoom, missing); err != nil {
			return nil, nil, err
		}
	}
	for _, g := range s.around {
		layer := scene.NewLayer(g.Bounds, s.theme.Token("board"), []*scene.Group{g})
		around := piece{layer: layer, part: g.Bounds, at: layout.Point{X: g.Bounds.X, Y: g.Bounds.Y}, scale: 1}
		if err := paintPiece(ctx, dst, around, zoom, missing); err != nil {
			return nil, nil, err
		}
	}
	return dst, missing, nil
}

func opaque(c scene.Color) color.NRGBA {
	c.A = 255
	return c
}

// paintPiece paints a part of a layer in bands, so that only the finished picture is held whole.
func paintPiece(ctx context.Context, dst *image.RGBA, p piece, zoom float64, missing *missingText) error {
	p.layer.Meeting(p.part, func(g *scene.Group, _ layout.Point) {
		for _, item := range g.Items {
			if t, ok := item.(scene.Text); ok {
				missing.note(g.Ref, t.Line)
			}
		}
	})
	box := p.box().Inset(-bleed * p.scale)
	to := image.Rect(int(math.Round(box.X*zoom)), int(math.Round(box.Y*zoom)),
		int(math.Round(box.Right()*zoom)), int(math.Round(box.Bottom()*zoom))).Intersect(dst.Bounds())
	shift := p.shift()
	if to.Empty() {
		return nil
	}
	room := make([]byte, 4*to.Dx()*min(bandHeight, to.Dy()))
	for y := to.Min.Y; y < to.Max.Y; y += bandHeight {
		if err := ctx.Err(); err != nil {
			return err
		}
		part := image.Rect(to.Min.X, y, to.Max.X, min(y+bandHeight, to.Max.Y))
		band := &image.RGBA{Pix: room[:4*part.Dx()*part.Dy()], Stride: 4 * part.Dx(), Rect: image.Rectangle{Max: part.Size()}}
		draw.Draw(band, band.Bounds(), dst, part.Min, draw.Src)
		origin := layout.Point{X: (float64(part.Min.X)/zoom - shift.X) / p.scale, Y: (float64(part.Min.Y)/zoom - shift.Y) / p.scale}
		raster.Draw(band, p.layer, origin, zoom*p.scale)
		draw.Draw(dst, part, band, image.Point{}, draw.Src)
	}
	return nil
}
