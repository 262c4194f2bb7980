package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// shareDialog asks what of the workspace a copy for others is to hold.
type shareDialog struct {
	window  *Window
	work    *model.Workspace
	options model.ShareOptions
	chosen  map[model.JourneyID]bool
	checks  []*look.Press // of what may be left out
	notes   []*look.Label // what each of them is, in numbers
	counts  []string      // those numbers; nil until they are known
	of      []model.JourneyID
	cancel  func()
	path    *look.Entry
	told    *look.Label
	wrong   *look.Label
	save    *look.Press
	sheet   *sheet
}

// shareParts are what can be left out, in the order of the dialog.
var shareParts = []struct {
	name, text string
	on         func(*model.ShareOptions) *bool
}{
	{"comments", "Comments", func(o *model.ShareOptions) *bool { return &o.Comments }},
	{"verbatims", "Verbatims", func(o *model.ShareOptions) *bool { return &o.Verbatims }},
	{"names", "Personal names", func(o *model.ShareOptions) *bool { return &o.Names }},
	{"backstage", "Below the line of visibility", func(o *model.ShareOptions) *bool { return &o.Backstage }},
	{"values", "Measured values", func(o *model.ShareOptions) *bool { return &o.Values }},
}

// openShare shows the dialog with the open map chosen.
func (w *Window) openShare() {
	d := &shareDialog{window: w, work: w.session.Workspace(), chosen: map[model.JourneyID]bool{w.session.JourneyID(): true}, cancel: func() {}}
	d.options = model.ShareOptions{Verbatims: true, Backstage: true, Values: true}
	var maps, parts []fyne.CanvasObject
	for _, j := range d.work.Journeys {
		note := look.Text(journeyKindText(j)+", "+model.Count(len(j.Cards), "card"), 11, "text2")
		maps = append(maps, look.Check("share.map."+j.Title, j.Title, d.chosen[j.ID], note, func(on bool) { d.chosen[j.ID] = on; d.show() }))
	}
	for _, part := range shareParts {
		on := part.on(&d.options)
		note := look.CutText("", 11, "text2", false)
		check := look.Check("share."+part.name, part.text, *on, nil, func(v bool) { *on = v; d.show() })
		d.checks, d.notes = append(d.checks, check), append(d.notes, note)
		parts = append(parts, look.H(8, look.Fixed(208, 0, check), look.Grow(note)))
	}
	folder := w.shareFolder()
	title := fileName(d.work.Name)
	if j := w.session.Journey(); j != nil {
		title = fileName(j.Title)
	}
	var field fyne.CanvasObject
	d.path, field = w.pathField("share.path", filepath.Join(folder, title+" (shared).stage"))
	d.path.OnChanged = func(string) { d.wrong.Set("", "error") }
	d.told, d.wrong = look.WrapText("", 12, "text2", false), look.WrapText("", 12, "error", false)
	scroll := container.NewVScroll(look.V(0, maps...))
	height := min(float32(len(maps))*28+8, 140)
	body := look.V(8,
		look.Bold("Maps", 12, "text"), look.Sized(0, height, scroll),
		look.Bold("With", 12, "text"), look.V(0, parts...), d.told, labelled("Save as", field), d.wrong)
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { d.sheet.cancel() })
	d.save = look.LargeButton("sheet-ok", look.Main, "export", "Share a copy", d.start)
	d.path.OnSubmitted = func(string) {
		if !d.save.Disabled() {
			d.start()
		}
	}
	d.show()
	d.sheet = w.openSheet("share", "Share a copy", 600, body, no, d.save)
	d.sheet.onExit = func() { d.cancel() }
	w.window.Canvas().Focus(d.path)
}

func (w *Window) shareFolder() string {
	folder := w.program.settings.String("export-folder")
	if info, err := os.Stat(folder); folder == "" || err != nil || !info.IsDir() {
		folder, _ = w.program.folder()
	}
	return folder
}

// show says what each part is in numbers, and what is left out.
func (d *shareDialog) show() {
	d.options.Journeys = []model.JourneyID{}
	for _, j := range d.work.Journeys {
		if d.chosen[j.ID] {
			d.options.Journeys = append(d.options.Journeys, j.ID)
		}
	}
	if d.counts == nil || !slices.Equal(d.of, d.options.Journeys) {
		d.count()
	}
	d.showCounts()
	n := len(d.options.Journeys)
	d.save.SetDisabled(n == 0)
	switch {
	case n == 0:
		d.told.Set("Choose at least one map.", "warn")
	default:
		d.told.Set("The copy is a file of its own, without the bin, the versions and the change log of this one. Changes that somebody makes in it can be merged back later: choose Bring in a journey.", "text2")
	}
}

// count counts what the chosen maps hold: much in the background, what was counted before staying until then.
func (d *shareDialog) count() {
	ids := d.options.Journeys
	d.of = ids
	cards := 0
	for _, id := range ids {
		cards += len(d.work.Journey(id).Cards)
	}
	d.cancel()
	if cards < slowList && observations(d.work) <= fewValues {
		d.counts = shareCounts(d.work, ids)
		return
	}
	d.cancel = d.window.session.Background("count what is shared", func(context.Context) func() {
		counts := shareCounts(d.work, ids)
		return func() {
			d.counts = counts
			d.showCounts()
		}
	})
}

// showCounts says what each part is in numbers, and which are left out.
func (d *shareDialog) showCounts() {
	for i := range shareParts {
		text := "counting"
		if d.counts != nil {
			text = d.counts[i]
		}
		if !*shareParts[i].on(&d.options) {
			text = "left out: " + text
		}
		d.notes[i].Set(text, "text2")
	}
}

// shareCounts says what the chosen maps hold of each of shareParts.
func shareCounts(w *model.Workspace, ids []model.JourneyID) []string {
	var comments, authors, quotes, backstage, values int
	all := model.Share(w, model.ShareOptions{Journeys: ids, Comments: true, Verbatims: true, Names: true, Backstage: true, Values: true})
	front := model.Share(all, model.ShareOptions{Comments: true, Verbatims: true, Names: true, Values: true})
	names := map[string]bool{}
	var lanes int
	for i, j := range all.Journeys {
		comments += len(j.Comments)
		for _, c := range j.Comments {
			if c.Author != "" && !names[c.Author] {
				names[c.Author] = true
				authors++
			}
		}
		for _, c := range j.Cards {
			if j.KindOf(c) == model.KindSaying {
				quotes++
			}
		}
		lanes += len(j.Lanes) - len(front.Journeys[i].Lanes)
		backstage += len(j.Cards) - len(front.Journeys[i].Cards)
	}
	said := 0
	for _, p := range all.Personas {
		if p.Quote != "" {
			said++
		}
	}
	owners := 0
	for _, o := range all.Owners {
		if !o.Team {
			owners++
		}
	}
	for _, v := range all.Datasets {
		values += v.Observations.Len()
	}
	return []string{
		model.Count(comments, "comment"),
		model.Count(quotes, "Saying card") + ", " + plural(said, "persona's quote", "personas' quotes"),
		model.Count(authors, "author") + " of comments, " + model.Count(owners, "owner") + " that " + isNoTeam(owners),
		model.Count(lanes, "lane") + " with " + model.Count(backstage, "card") + ", " + model.Count(len(all.Systems), "system"),
		fmt.Sprintf("%s of %s", model.Count(values, "value"), model.Count(len(all.Datasets), "import")),
	}
}

func isNoTeam(n int) string {
	if n == 1 {
		return "is no team"
	}
	return "are no teams"
}

// start checks the place and writes the copy.
func (d *shareDialog) start() {
	path := strings.TrimSpace(d.path.Text)
	if path != "" && !strings.HasSuffix(strings.ToLower(path), store.Extension) {
		path += store.Extension
	}
	problem := targetProblem(path)
	if _, err := os.Stat(path); problem == "" && err == nil {
		problem = filepath.Base(path) + " is there already. Choose another name."
	}
	if problem != "" {
		d.wrong.Set(problem, "error")
		d.sheet.popup.Refresh()
		return
	}
	d.cancel()
	d.sheet.close()
	d.window.share(path, d.options)
}

// share writes a copy for others, and notes in both files what was given away, so that the two can be merged.
func (w *Window) share(path string, o model.ShareOptions) {
	s := w.session
	work, now, author, readOnly := s.Workspace(), w.program.clock.Now().UTC(), s.author, s.ReadOnly()
	w.program.settings.SetString("export-folder", filepath.Dir(path))
	w.showBusy("Sharing " + filepath.Base(path))
	s.Background("share a copy", func(ctx context.Context) func() {
		var original *store.File
		if !readOnly {
			original = s.file
		}
		_, err := store.Share(ctx, path, work, o, store.Snapshot{At: now, By: author}, original)
		return func() {
			w.showBusy("")
			var unnoted *store.UnnotedError
			switch {
			case errors.Is(err, fs.ErrExist):
				w.inform(filepath.Base(path)+" is there already", "Choose another name. Nothing was changed.")
			case errors.As(err, &unnoted):
				w.inform("The copy is there, but cannot be merged later", "It could not be noted in this file what was given away. "+sentence(unnoted.Unwrap().Error()))
			case err != nil:
				title, detail := explain(err)
				w.inform("Could not share "+filepath.Base(path), title+". "+detail+" Nothing was written.")
			default:
				w.toasts.Show("export", filepath.Base(path)+" is ready to be sent", "Show", func() { w.reveal(path) })
			}
		}
	})
}
