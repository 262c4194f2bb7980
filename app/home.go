package app

import (
	"context"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/assets"
	"stagecraft/model"
	"stagecraft/store/ingest"
)

// homePage is the first page: what one can begin with.
type homePage struct {
	window  *Window
	content fyne.CanvasObject
	first   *look.Press // has the focus, so that Enter begins a map
}

func newHomePage(w *Window) *homePage {
	h := &homePage{window: w}
	left := look.Panel("panel", container.NewVScroll(look.Pad(34, 32, 16, 32, h.beginnings())))
	right := container.NewVScroll(look.Pad(34, 40, 24, 40, h.gallery()))
	page := container.New(&homeLayout{}, left, look.Panel("board", right), look.NewFill("line2", "", 0, 0), h.status())
	h.content = page
	return h
}

// homeLayout places the left column, the gallery, the line between and the status bar.
type homeLayout struct{}

const homeColumn = 392

func (homeLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(900, 560) }

func (homeLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := float32(homeColumn)
	if size.Width < 1280 {
		left = 320
	}
	left = max(left, o[0].MinSize().Width) // larger text needs more
	body := size.Height - look.Roomy(statusHeight)
	o[0].Resize(fyne.NewSize(left, body))
	o[1].Move(fyne.NewPos(left, 0))
	o[1].Resize(fyne.NewSize(size.Width-left, body))
	o[2].Move(fyne.NewPos(left-1, 0))
	o[2].Resize(fyne.NewSize(1, body))
	o[3].Move(fyne.NewPos(0, body))
	o[3].Resize(fyne.NewSize(size.Width, look.Roomy(statusHeight)))
}

func (h *homePage) status() fyne.CanvasObject {
	return look.Panel("win", container.NewBorder(look.Line("line2"), nil, nil, nil, look.Pad(0, 10, 0, 10, look.H(6,
		look.Icon("lock", 14, "text2"), look.Text("Works without a network or an account. Your files stay on this computer.", 11.5, "text2"),
		look.Grow(look.CutText("Drop a .stage, .xlsx or .csv file anywhere in this window", 11.5, "text2", false).Right())))))
}

func (h *homePage) beginnings() fyne.CanvasObject {
	w := h.window
	h.first = beginning("home.new", "journey", "New journey map", "Ctrl N", true, func() { w.do("file.new") })
	parts := []fyne.CanvasObject{
		look.H(13, logo(46), look.Grow(look.V(-2, look.Bold("Stagecraft", 24, "text"), look.WrapText("Journey maps and service blueprints", 13, "text2", false)))),
		look.Gap(16), h.first, look.Gap(0),
		beginning("home.blueprint", "blueprint", "New blueprint", "", false, func() { w.do("file.blueprint") }),
		beginning("home.template", "template", "New from template", "", false, func() { w.do("file.template") }),
		beginning("home.import", "spreadsheet", "Import spreadsheet", "", false, func() { w.do("data.import") }),
		beginning("home.open", "folder", "Open file", "Ctrl O", false, func() { w.do("file.open") }),
	}
	return look.V(8, append(parts, h.recentFiles()...)...)
}

// beginning is a large button of the home screen.
func beginning(name, icon, text, keys string, first bool, tap func()) *look.Press {
	weight, ink := look.Plain, "text"
	if first {
		weight, ink = look.Main, "on-accent"
	}
	return look.NewPress(name, 7, weight.Ground, func(look.State) fyne.CanvasObject {
		label := look.Text(text, 14, ink)
		if first {
			label = look.Bold(text, 14, ink)
		}
		row := []fyne.CanvasObject{look.Icon(icon, 19, ink), label, look.Space()}
		if keys != "" && first {
			row = append(row, look.KbdOn(keys, "accent", "on-accent", "on-accent"))
		} else if keys != "" {
			row = append(row, look.Kbd(keys))
		}
		return look.Sized(0, 46, look.Pad(0, 14, 0, 14, look.H(13, row...)))
	}, tap)
}

func (h *homePage) recentFiles() []fyne.CanvasObject {
	list := h.window.program.recents()
	if len(list) == 0 {
		return nil
	}
	parts := []fyne.CanvasObject{look.Gap(10), look.H(0, look.Bold("Recent", 14, "text"), look.Space(), look.Text(plural(len(list), "file", "files"), 11, "text2"))}
	for i, r := range list {
		if i == 7 {
			break
		}
		parts = append(parts, look.V(0, h.recentRow(r), look.Line("line")))
	}
	return []fyne.CanvasObject{look.V(4, parts...)}
}

func (h *homePage) recentRow(r recent) fyne.CanvasObject {
	now := h.window.program.clock.Now()
	ink, token := "text2", "text"
	under := []fyne.CanvasObject{}
	switch {
	case r.Problem != "":
		ink, token = "disabled", "text2"
		under = append(under, look.Icon("warning", 12, "text2"), look.Text(r.Problem, 11.5, "text2"))
	default:
		text := plural(r.Journeys, "journey", "journeys")
		if r.Personas > 0 {
			text += ", " + plural(r.Personas, "persona", "personas")
		}
		under = append(under, look.Text(text, 11.5, "text2"))
		if r.Overdue > 0 {
			under = append(under, look.Gap(2), look.Icon("review-date", 12, "warn"), look.Text(plural(r.Overdue, "review overdue", "reviews overdue"), 11.5, "warn"))
		}
	}
	name := look.CutText(filepath.Base(r.Path), 13, token, r.Problem == "")
	body := look.V(0,
		look.H(8, look.Grow(name), look.Text(whenText(r.Opened, now), 11.5, "text2")),
		look.H(4, append(under, look.Grow(look.CutText(shortFolder(r.Path), 11.5, "text2", false).Right()))...))
	row := look.NewPress("home.recent."+filepath.Base(r.Path), 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
		return look.Pad(5, 0, 5, 0, look.HTop(11, look.Icon("file", 18, ink), look.Grow(body)))
	}, func() { h.window.program.Open(r.Path) })
	return row
}

func (h *homePage) gallery() fyne.CanvasObject {
	parts := []fyne.CanvasObject{
		look.H(14, look.Bold("Samples with data", 20, "text"), look.Grow(look.WrapText("Complete maps to look at, change or clear. Each opens as a new file.", 13, "text2", false))),
		look.Gap(8), h.samples(), look.Gap(16),
		look.H(14, look.Bold("Templates", 20, "text"), look.Grow(look.WrapText("Empty lanes with help texts. Lanes can be changed at any time.", 13, "text2", false))),
		look.Gap(8), h.templates(), look.Gap(20), look.Line("line"), look.Gap(4), h.foot(),
	}
	return look.V(2, parts...)
}

func (h *homePage) foot() fyne.CanvasObject {
	w := h.window
	item := func(name, icon, text, keys string, tap func()) fyne.CanvasObject {
		return look.NewPress(name, 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
			row := []fyne.CanvasObject{look.Icon(icon, 18, "text2"), look.Text(text, 13, "text2")}
			if keys != "" {
				row = append(row, look.Kbd(keys))
			}
			return look.Pad(4, 8, 4, 8, look.H(8, row...))
		}, tap)
	}
	names := map[string]string{"light": "light", "dark": "dark", "high-contrast": "high contrast"}
	next := map[string]string{"light": "dark", "dark": "high-contrast", "high-contrast": "light"}
	return look.H(14,
		item("home.keys", "keyboard", "Keyboard guide", "F1", func() { w.do("help.keys") }),
		item("home.look", "theme", "Look: "+names[w.program.look], "", func() { w.program.setLook(next[w.program.look]) }),
		item("home.about", "info", "About", "", func() { w.do("help.about") }),
		look.Space())
}

// templateCards of the design, with the preset that each makes.
type template struct {
	preset model.Preset
	text   string
}

var templates = []template{
	{model.BlankGrid, "Stages and steps only"},
	{model.JourneyMap, "Actions, mood, pains"},
	{model.ServiceBlueprint, "Four zones, three lines"},
	{model.PracticalBlueprint, "With policy, facts, metric"},
	{model.EmpathyLanes, "Says, thinks, feels, does"},
	{model.DayInLifeMap, "Around the service"},
}

func (h *homePage) templates() fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, t := range templates {
		cards = append(cards, templateCard(t, func() { h.window.newJourney(t.preset) }))
	}
	return container.New(&gridRow{gap: 14, least: look.Roomy(150)}, cards...)
}

// cardGround is the ground of a pressable card of the home screen.
func cardGround(s look.State) look.Ground {
	if s.Hovered {
		return look.Ground{Fill: "surface", Border: "accent", Width: 1.5}
	}
	return look.Ground{Fill: "surface", Border: "line2", Width: 1}
}

func templateCard(t template, tap func()) *look.Press {
	return look.NewPress("home.template."+string(t.preset), 8, cardGround, func(look.State) fyne.CanvasObject {
		picture := container.NewStack(look.NewFill("step-bg", "", 0, 6), newChart(150, 98, templatePicture(t.preset)))
		return look.V(0, look.Pad(1.5, 1.5, 0, 1.5, picture), look.Line("line"),
			look.Pad(8, 12, 10, 12, look.V(0, look.WrapText(t.preset.Name(), 12.5, "text", true), look.WrapText(t.text, 11.5, "text2", false))))
	}, tap)
}

func (h *homePage) samples() fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, s := range assets.Samples() {
		cards = append(cards, h.sampleCard(s))
	}
	return container.New(&gridRow{gap: 18, least: look.Roomy(280)}, cards...)
}

// sampleCard shows a sample's picture, which is drawn in the background from the map itself.
func (h *homePage) sampleCard(s assets.Sample) fyne.CanvasObject {
	drawn := newThumb()
	picture := drawn.object()
	// The tags come later; their room is kept, so that nothing moves then.
	tags := container.NewStack(look.Sized(0, look.Usual(look.Tag("0").MinSize().Height), look.Gap(0)))
	card := look.NewPress("home.sample."+s.Name, 9, cardGround, func(look.State) fyne.CanvasObject {
		text := look.V(3, look.WrapText(s.Title, 15, "text", true), look.Sized(0, 36, look.WrapText(s.Text, 12.5, "text2", false)), look.Gap(1), tags)
		return look.V(0, look.Pad(2, 2, 0, 2, picture), look.Line("line"), look.Pad(12, 16, 12, 16, text))
	}, func() { h.window.openSample(s) })
	theme := h.window.program.sceneTheme()
	h.window.program.Background("draw a sample", func(ctx context.Context) func() {
		w, err := ingest.Sample(ctx, s)
		if err != nil || ctx.Err() != nil {
			return nil
		}
		img := thumbnail(w, model.MetricID(s.Heat), theme, thumbWidth, thumbHeight)
		facts := sampleFacts(w)
		return func() {
			drawn.set(img)
			tags.Objects = []fyne.CanvasObject{look.H(6, facts()...)}
			tags.Refresh()
			card.Refresh()
		}
	})
	return card
}

// sampleFacts says what a sample consists of.
func sampleFacts(w *model.Workspace) func() []fyne.CanvasObject {
	j := w.Journeys[0]
	kind := "Journey"
	if isBlueprint(j) {
		kind = "Blueprint"
	}
	if len(w.Journeys) > 1 {
		kind = "Current and future"
	}
	texts := []string{kind, fmt.Sprintf("%s, %s", plural(len(j.Stages), "stage", "stages"), plural(len(j.Steps()), "step", "steps"))}
	if len(w.Metrics) > 0 {
		texts = append(texts, plural(len(w.Metrics), "metric", "metrics"))
	}
	return func() []fyne.CanvasObject {
		var tags []fyne.CanvasObject
		for _, t := range texts {
			tags = append(tags, look.Tag(t))
		}
		return append(tags, look.Space())
	}
}

// gridRow places cards in rows of equal width, as many a row as are wide enough.
type gridRow struct {
	gap, least float32
	columns    int
}

func (g *gridRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, c := range o {
		h = max(h, c.MinSize().Height)
	}
	columns := max(g.columns, 1)
	if g.columns == 0 {
		columns = max(len(o), 1)
	}
	rows := float32((len(o) + columns - 1) / columns)
	return fyne.NewSize(g.least, rows*h+max(rows-1, 0)*g.gap)
}

func (g *gridRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if len(o) == 0 {
		return
	}
	g.columns = min(max(int((size.Width+g.gap)/(g.least+g.gap)), 1), len(o))
	w := (size.Width - g.gap*float32(g.columns-1)) / float32(g.columns)
	h := float32(0)
	for _, c := range o {
		h = max(h, c.MinSize().Height)
	}
	for i, c := range o {
		c.Move(fyne.NewPos(float32(i%g.columns)*(w+g.gap), float32(i/g.columns)*(h+g.gap)))
		c.Resize(fyne.NewSize(w, h))
	}
}
