package export

import (
	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// textPage is a page of the same paper as the map's with a title line and the title block, and something
// else than the map between them.
type textPage struct {
	*sketch
	frame *frame
	area  layout.Rect // between title line and title block
	title string
}

// newTextPage begins a page. Under stands beside the title.
func (f *frame) newTextPage(title, under string) *textPage {
	p := &textPage{sketch: &sketch{theme: f.theme, unit: f.unit}, frame: f, title: title}
	left, y := f.content.X, f.content.Y-1.5*perMM
	base := y + 22.3*f.unit
	room := f.content.W
	secret := f.journey.Confidentiality
	if secret != "" {
		room -= p.textRight(f.content.Right(), y+11*f.unit, secret+".", p.style(8, false), "text2", room*0.3) + 20*f.unit
	}
	top := y + titleHeight*f.unit
	x := left + p.text(left, base, title, p.style(21, true), "text", room*0.75) + 22*f.unit
	switch rest := left + room - x; {
	case f.narrow:
		p.text(left, base+narrowTitle*f.unit, under, p.style(10, false), "text2", f.content.W)
		top += narrowTitle * f.unit
	case rest > 60*f.unit:
		p.text(x, base, under, p.style(10, false), "text2", rest)
	}
	p.area = layout.Rect{X: left, Y: top, W: f.content.W, H: f.content.Bottom() - blockHeight*f.unit - furnitureGap - top}
	return p
}

// sheet is the finished page; its number is set when all pages are there.
func (p *textPage) sheet(bookmark string) sheet {
	f := p.frame
	s := sheet{size: f.size, theme: f.theme, around: []*scene.Group{p.group(p.title, model.Ref{Kind: model.JourneyRecord, Journey: f.journey.ID, ID: string(f.journey.ID)})}}
	if bookmark != "" {
		s.bookmarks = []string{bookmark}
	}
	s.block = true
	return s
}

// numbered gives pages that have a title block theirs, with the page's number of all.
func (f *frame) numbered(all []sheet, facts func(i int) pageFacts) {
	at := layout.Point{X: f.content.Right() - blockWidth*f.unit, Y: f.content.Bottom() - blockHeight*f.unit}
	for i := range all {
		if all[i].block {
			all[i].around = append(all[i].around, titleBlock(f.doc, f.journey, f.theme, f.unit, at, facts(i)))
		}
	}
}

// paragraph writes wrapped text from the top of a box on and returns the height that it takes. With draw
// off it only measures.
func (p *textPage) paragraph(box layout.Rect, text string, st layout.Style, token string, draw bool) float64 {
	up, _, height := layout.Metrics(st)
	lines, _ := layout.Wrap(plainText(text, false), st, box.W, 0)
	if draw {
		for i, l := range lines {
			p.place(box.X, box.Y+up+float64(i)*height, l, token)
		}
	}
	return height * float64(len(lines))
}
