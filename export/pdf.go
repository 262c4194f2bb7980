package export

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// PDF writes a journey's map as a vector PDF with real text, on one page or on several that break at
// stage borders. The page box is exactly the paper's. It fails when the journey or the paper does not
// exist, when ctx ends and when w fails; text too small to read, text cut short and characters that no
// font could draw are warnings.
func PDF(ctx context.Context, w io.Writer, d Document, p Page) ([]Warning, error) {
	all, plan, err := sheets(ctx, d, p)
	if err != nil {
		return nil, err
	}
	j := d.Workspace.Journey(d.Journey)
	draw := newPDFDrawer(newPDFFile(infoOf(d, j)))
	for _, s := range all {
		if err := draw.sheet(ctx, s); err != nil {
			return nil, err
		}
	}
	if err := draw.file.finish(w); err != nil {
		return nil, err
	}
	return slices.Concat(smallText(d, plan, p), cutText(plan.layout, d.Journey), draw.missing.warnings()), nil
}

func infoOf(d Document, j *model.Journey) pdfInfo {
	what, state := kindWords(j)
	subject := what
	if state != "" {
		subject += ", " + state
	}
	if persona := personaWords(d.Workspace, j); persona != "" {
		subject += ", " + persona
	}
	keywords := "journey map, service blueprint"
	if j.Version != "" {
		keywords += ", version " + j.Version
	}
	return pdfInfo{title: j.Title, subject: subject, keywords: keywords, created: d.Created}
}

// sheet draws one page.
func (d *pdfDrawer) sheet(ctx context.Context, s sheet) error {
	d.page(s.size)
	d.shift, d.scale = layout.Point{}, 1
	if c := s.theme.Token("board"); c != white {
		d.rect(scene.Rect{Rect: layout.Rect{W: s.size.X, H: s.size.Y}, Fill: c})
	}
	for _, title := range s.bookmarks {
		d.file.bookmark(title, 0)
	}
	for _, p := range s.pieces {
		if err := d.piece(ctx, p); err != nil {
			return err
		}
	}
	d.shift, d.scale = layout.Point{}, 1
	for _, g := range s.around {
		d.group(g, layout.Point{})
	}
	d.flush()
	return ctx.Err()
}

// white is the colour of paper.
var white = scene.Color{R: 255, G: 255, B: 255, A: 255}

// piece draws a part of a layer, cut off at its edges.
func (d *pdfDrawer) piece(ctx context.Context, p piece) error {
	d.scale, d.shift = p.scale, p.shift()
	box := p.box().Inset(-bleed * p.scale)
	groups := 0
	var err error
	d.clipped(box, func() {
		if c := p.layer.Background; c.A > 0 && c != white {
			d.rect(scene.Rect{Rect: p.part, Fill: c})
		}
		p.layer.Meeting(p.part, func(g *scene.Group, at layout.Point) {
			if groups++; groups%256 == 0 && err == nil {
				err = ctx.Err()
			}
			if err == nil {
				d.group(g, at)
			}
		})
	})
	return err
}

// smallText warns of text that is hard to read and says on what it would be readable.
func smallText(d Document, p *plan, page Page) []Warning {
	least := math.Inf(1)
	for _, s := range p.sheets {
		least = math.Min(least, s.scale*bodySize)
	}
	if least >= leastSize {
		return nil
	}
	advice := "print on larger paper"
	if page.Fit != "pages" && len(p.layout.Stages) > 1 {
		advice += " or on several pages"
	}
	return []Warning{{Ref: model.Ref{Kind: model.JourneyRecord, Journey: d.Journey, ID: string(d.Journey)},
		Text: fmt.Sprintf("the cards' text is %.1f points high on this paper, below the %.0f that can be read at a desk: %s", least, leastSize, advice)}}
}
