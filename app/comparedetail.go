package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// mostFields is how many changed fields the detail shows.
const mostFields = 8

// showDetail shows the chosen difference in full: each field, old over new.
func (l *compareList) showDetail() {
	p := l.page
	l.detail.Objects = nil
	if p.state.chosen >= 0 && !p.state.figures && p.state.chosen < len(p.found.Differences) {
		d := &p.found.Differences[p.state.chosen]
		parts := []fyne.CanvasObject{look.WrapText(shortTitle(d.Title), 12.5, "text", true)}
		add := func(name, before, after string) {
			was, is := differing(before, after)
			parts = append(parts, look.V(0, look.Text(name, 10.5, "text2"), changeText("minus", scene.ChangeToken(model.Removed), before, was), changeText("add", scene.ChangeToken(model.Added), after, is)))
		}
		switch {
		case d.From != "" && d.From != d.Place:
			add("Place", d.From, d.Place)
		case d.Moved:
			parts = append(parts, look.WrapText("Moved among its neighbours", 11.5, "text", false))
		case d.Place != "":
			parts = append(parts, look.WrapText(sentence(d.Place), 11.5, "text2", false))
		}
		for i, f := range d.Fields {
			if i == mostFields {
				parts = append(parts, look.Text(model.Count(len(d.Fields)-i, "more field"), 11.5, "text2"))
				break
			}
			add(f.Field, f.Before, f.After)
		}
		l.detail.Objects = []fyne.CanvasObject{look.V(0, look.Line("line2"), l.shortened(look.Pad(8, 10, 10, 10, look.V(5, parts...))))}
	}
	l.detail.Refresh()
	l.content.Refresh()
}

// shortened lets a part be scrolled that would take more than its share of the list.
func (l *compareList) shortened(o fyne.CanvasObject) fyne.CanvasObject {
	const share = 0.42
	size := l.content.Size()
	o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
	return look.Sized(0, look.Usual(min(o.MinSize().Height, max(share*size.Height, 60))), container.NewVScroll(o))
}

// changeText shows one side of a field, with the words marked in which it differs from the other one. Of a
// long text that part is shown where the first of them stands.
func changeText(icon, token, text string, marks []look.Stretch) fyne.CanvasObject {
	ink := "text"
	if text == "" {
		text, ink = "nothing", "text2"
	}
	text, marks = fromChange(text, marks)
	return look.HTop(6, look.Pad(2, 0, 0, 0, look.Icon(icon, 12, token)), look.Grow(look.WrapText(look.Shortened(text, 11.5, 700), 11.5, ink, false).Marked(marks)))
}

// fromChange cuts off the beginning of a text in which nothing is marked, but for some words.
func fromChange(text string, marks []look.Stretch) (string, []look.Stretch) {
	const before = 40 // bytes that stay before the first mark
	if len(marks) == 0 || marks[0].From < 2*before {
		return text, marks
	}
	space := strings.IndexAny(text[marks[0].From-before:marks[0].From], " \n")
	if space < 0 {
		return text, marks
	}
	cut := marks[0].From - before + space + 1
	const sign = "… "
	moved := make([]look.Stretch, len(marks))
	for i, m := range marks {
		moved[i] = look.Stretch{From: m.From - cut + len(sign), To: m.To - cut + len(sign)}
	}
	return sign + text[cut:], moved
}

// figureLines lists each figure before and after: of the whole journey and of each stage.
func (l *compareList) figureLines() []look.Row {
	p := l.page
	places := p.found.Places()
	var lines []look.Row
	for i := range p.deltas {
		d := &p.deltas[i]
		lines = append(lines, look.Row{Height: compareHeading + 4, Build: func() fyne.CanvasObject {
			return look.Pad(9, 10, 0, 10, look.H(6, look.Grow(look.CutText(d.Name, 12, "text", true)), look.Text(metric.DirectionText(d.Metric), 10.5, "text2")))
		}})
		for k := range places {
			s := d.At[k]
			if places[k].Step() || !s.Before.Value.Known && !s.After.Value.Known {
				continue
			}
			lines = append(lines, look.Row{Height: compareFigure, Build: func() fyne.CanvasObject { return figureRow(d, s, &places[k]) }})
		}
	}
	return lines
}

func figureRow(d *metric.Delta, s metric.Shift, place *model.ComparedPlace) fyne.CanvasObject {
	value := func(v metric.Value) fyne.CanvasObject {
		text, ink := d.Text(v), "text"
		if text == "" {
			text, ink = "no data", "text2"
		}
		return look.Fixed(54, 0, look.Text(text, 11.5, ink).Right())
	}
	token := map[metric.Verdict]string{metric.Better: "ok", metric.Worse: "error"}[d.Verdict(s)]
	if token == "" {
		token = "text2"
	}
	change := strings.TrimSpace(d.Change(s) + " " + d.Verdict(s).Sign())
	return look.Pad(2, 10, 2, 10, look.H(6, look.Grow(look.CutText(strings.TrimSpace(place.Number+" "+place.Title), 11.5, "text", place.Whole())),
		value(s.Before), look.Icon("arrow-right", 11, "text2"), value(s.After), look.Fixed(72, 0, look.Bold(change, 11.5, token).Right())))
}
