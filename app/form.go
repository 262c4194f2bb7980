package app

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
)

// form is a column of labelled fields over values that live elsewhere. Show reads all of them again,
// which sets fields and hands nothing over.
type form struct {
	rows   []fyne.CanvasObject
	shows  []func()
	label  float32
	inset  float32
	fields []fyne.Focusable
}

func newForm() *form { return &form{label: 74, inset: 14} }

// show brings every field up to date.
func (f *form) show() {
	for _, s := range f.shows {
		s()
	}
}

func (f *form) add(o fyne.CanvasObject) { f.rows = append(f.rows, look.Pad(0, f.inset, 0, f.inset, o)) }

func (f *form) row(label string, o fyne.CanvasObject) {
	if label == "" {
		f.add(look.HTop(8, look.Fixed(f.label, 0, look.Gap(1)), look.Grow(o)))
		return
	}
	text := look.Sized(0, 28, look.CutText(label, 11.5, "text2", false))
	f.add(look.HTop(8, look.Fixed(f.label, 0, text), look.Grow(o)))
}

// entry adds a field of one line. Set gets the trimmed text and returns what is wrong with it, which
// stands under the field until it is mended.
func (f *form) entry(name, label, hint string, get func() string, set func(string) string) *look.Entry {
	return f.field(name, label, get, set, func(commit func(string)) *look.Entry {
		return look.NewEntry(name, get(), hint, commit)
	})
}

// note adds a field of several lines.
func (f *form) note(name, label, hint string, rows int, get func() string, set func(string) string) *look.Entry {
	return f.field(name, label, get, set, func(commit func(string)) *look.Entry {
		return look.NewNote(name, get(), hint, rows, commit)
	})
}

func (f *form) field(name, label string, get func() string, set func(string) string, make func(func(string)) *look.Entry) *look.Entry {
	wrong := look.WrapText("", 11, "error", false)
	wrong.Hide()
	box := look.V(2)
	var e *look.Entry
	e = make(func(text string) {
		problem := set(strings.TrimSpace(model.CleanText(text)))
		wrong.Set(problem, "error")
		show(wrong, problem != "")
		if problem == "" {
			e.Put(get())
		}
		box.Refresh()
	})
	box.Objects = []fyne.CanvasObject{e, wrong}
	f.shows = append(f.shows, func() {
		if !wrong.Visible() {
			e.Put(get())
		}
	})
	f.fields = append(f.fields, e)
	if label == "" {
		f.add(box)
	} else {
		f.row(label, box)
	}
	return e
}

// number adds a field of a number that may be missing.
func (f *form) number(name, label, unit string, low, high float64, get func() model.Maybe[float64], set func(model.Maybe[float64])) {
	f.entry(name, label, "none", func() string { return numberText(get()) }, func(text string) string {
		v, problem := parseNumber(text, low, high)
		if problem == "" {
			set(v)
		}
		return problem
	}).SetPlaceHolder(cmp.Or(unit, "none"))
}

// choice adds a closed list.
func (f *form) choice(name, label string, get func() (text, icon string), options func() []look.Option, pick func(id string)) *look.Choice {
	text, icon := get()
	c := look.NewChoice(name, text, icon, options, pick)
	f.shows = append(f.shows, func() { c.Choose(get()) })
	f.row(label, c.Press)
	return c
}

// segments adds a row of choices.
func (f *form) segments(name, label string, texts []string, get func() int, pick func(int)) {
	items := make([]look.Segment, len(texts))
	for i, t := range texts {
		items[i] = look.Segment{Name: name + "-" + t, Text: t}
	}
	s := look.NewSegments(items, get(), pick)
	f.shows = append(f.shows, func() { s.Set(get()) })
	f.row(label, look.H(0, s.Container, look.Space()))
}

// check adds a box that is on or off.
func (f *form) check(name, text string, extra fyne.CanvasObject, get func() bool, set func(bool)) {
	c := look.Check(name, text, get(), extra, set)
	f.shows = append(f.shows, func() { c.SetOn(get()) })
	f.row("", c)
}

// help adds a line that explains the field above.
func (f *form) help(text string) {
	f.row("", look.WrapText(text, 10.5, "text3", false))
}

// fact adds a line that cannot be changed here.
func (f *form) fact(label string, get func() string) {
	text := look.WrapText(get(), 12, "text", false)
	f.shows = append(f.shows, func() { text.Set(get(), "text") })
	f.row(label, look.Pad(6, 0, 0, 0, text))
}

// heading begins a part of the form.
func (f *form) heading(text, right string) {
	f.rows = append(f.rows, heading(text, right))
}

// heading is a line above a part of a panel.
func heading(text, right string) fyne.CanvasObject {
	return look.V(0, look.Gap(6), look.Line("line"), look.Pad(0, 14, 0, 14,
		look.Sized(0, 30, look.H(6, look.Bold(text, 12, "text"), look.Space(), look.Text(right, 11, "text2")))))
}

func (f *form) column() *fyne.Container { return look.V(5, f.rows...) }

// numberText writes a number for a field.
func numberText(v model.Maybe[float64]) string {
	if !v.Known {
		return ""
	}
	return strings.Replace(strconv.FormatFloat(v.Value, 'f', -1, 64), "-", "–", 1)
}

// parseNumber reads a number with a decimal point or comma. An empty text is a missing number.
func parseNumber(text string, low, high float64) (model.Maybe[float64], string) {
	text = strings.NewReplacer("–", "-", " ", "", "\u00a0", "", "%", "").Replace(text)
	if text == "" {
		return model.Maybe[float64]{}, ""
	}
	v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return model.Maybe[float64]{}, "Type a number, or leave it empty."
	}
	if v < low || v > high {
		return model.Maybe[float64]{}, "Type a number from " + numberText(model.Some(low)) + " to " + numberText(model.Some(high)) + "."
	}
	return model.Some(v), ""
}

// lines joins and splits the entries of a list that is typed a line each.
func joinLines(list []string) string { return strings.Join(list, "\n") }

func splitLines(text string) []string { return splitBy(text, "\n") }

func splitBy(text, sep string) []string {
	var list []string
	for _, s := range strings.Split(text, sep) {
		if s = strings.TrimSpace(s); s != "" {
			list = append(list, s)
		}
	}
	return list
}
