package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"

	"stagecraft/model"
	"stagecraft/store"
)

// BenchKind is a kind of benchmark.
type BenchKind struct{ Name, What string }

// BenchKinds are the kinds of benchmark. Each but empty, open and soak measures the empty window first,
// which is what its frames are held against.
var BenchKinds = []BenchKind{
	{"pan", "the map moves in each frame, with rests until it is sharp"},
	{"zoom", "the zoom changes in each frame, with rests until it is sharp"},
	{"drag", "cards are dragged around, --picked of them"},
	{"edit", "a card's title changes: from the command to the painted frame"},
	{"insert", "a step is put in the middle, then taken back"},
	{"collapse", "a stage is collapsed, then opened"},
	{"soak", "all of these at random; memory at 10 %, 50 % and 100 % of the time"},
	{"empty", "a window with nothing in it is redrawn in each frame"},
	{"open", "the file opens: to the first painted frame"},
}

// Bench measures the program's frames in a real window on a generated map.
type Bench struct {
	Kind    string
	Cards   int
	Picked  int // cards that are dragged at once
	Zoom    float64
	Seconds float64
	Profile string // a file that gets a processor profile; empty for none
	Heap    string // a file that gets a profile of the memory in use at the end; empty for none
}

// Validate reports what is wrong with the benchmark's settings.
func (b *Bench) Validate() error {
	known := func(k BenchKind) bool { return k.Name == b.Kind }
	switch {
	case !slices.ContainsFunc(BenchKinds, known):
		var names []string
		for _, k := range BenchKinds {
			names = append(names, k.Name)
		}
		return fmt.Errorf("no benchmark is called %q; choose one of %s", b.Kind, strings.Join(names, ", "))
	case b.Cards < 0 || b.Cards > 1_000_000:
		return errors.New("--cards must be from 0 to 1000000")
	case b.Picked < 1 || b.Picked > max(b.Cards, 1):
		return errors.New("--picked must be from 1 to the number of cards")
	case !(b.Zoom >= 0.05 && b.Zoom <= 4):
		return errors.New("--zoom must be from 0.05 to 4")
	case !(b.Seconds > 0 && b.Seconds <= 24*3600):
		return errors.New("--seconds must be from 0 to 86400")
	}
	return nil
}

// benchSize is the window of every benchmark, so that figures can be compared.
var benchSize = fyne.NewSize(1600, 900)

// Start runs the benchmark in a window of its own, prints the result and quits a.
func (b *Bench) Start(a fyne.App, o Options, post func(func()), done func(error), out io.Writer) {
	r := &benchRun{Bench: b, out: out, done: done, post: post}
	folder, err := os.MkdirTemp("", "stagecraft-bench")
	if err != nil {
		done(err)
		a.Quit()
		return
	}
	r.folder = folder
	if b.Kind == "empty" {
		r.startEmpty(a, post)
		return
	}
	o.File, o.Data, o.forgetful = "", folder, true
	r.program = Start(a, o, post)
	r.program.Window().Resize(benchSize)
	r.program.Window().Show()
	if b.Kind == "open" || b.Kind == "soak" {
		r.makeMap()
		return
	}
	r.measureEmpty()
}

// startEmpty opens a window with one small spot that changes in each frame, so that the whole window
// is painted again.
func (r *benchRun) startEmpty(a fyne.App, post func(func())) {
	w := a.NewWindow("Stagecraft")
	w.SetPadded(false)
	spot := fynecanvas.NewRectangle(nil)
	w.SetContent(spot)
	w.Resize(benchSize)
	w.Show()
	r.program = &Program{fyne: a, jobs: newJobs(post, nil)}
	r.program.window = &Window{window: w, program: r.program}
	r.run(&emptyCourse{spot: spot, seconds: r.Seconds}, r.finish)
}

// measureEmpty measures the window with nothing in it for a while.
func (r *benchRun) measureEmpty() {
	w := r.program.Window()
	content := w.Content()
	spot := fynecanvas.NewRectangle(nil)
	w.SetContent(spot)
	r.run(&emptyCourse{spot: spot, seconds: min(r.Seconds, 2)}, func() {
		r.result.BaseMed, r.result.BaseP95 = quantile(r.wall, 0.5), quantile(r.wall, 0.95)
		r.result.BaseCPU = quantile(r.cpu, 0.5)
		w.SetContent(content)
		r.makeMap()
	})
}

// makeMap makes the file of the generated map and goes on with it.
func (r *benchRun) makeMap() {
	b, folder := r.Bench, r.folder
	r.program.Background("make the benchmark's map", func(ctx context.Context) func() {
		path := filepath.Join(folder, "bench.stage")
		f, err := store.Create(ctx, path, benchMap(b.Cards))
		if err == nil && b.Kind == "open" {
			f.Close()
		}
		return func() { r.ready(path, f, err) }
	})
}

// benchMap is a generated map: ten stages and a hundred steps, fewer when the cards are few.
func benchMap(cards int) *model.Workspace {
	steps := min(max(cards/20, 5), 100)
	return model.Generate(max(steps/10, 1), steps, 12, cards, 10*steps, 1)
}

func (r *benchRun) ready(path string, f *store.File, err error) {
	if err != nil {
		r.fail(err)
		return
	}
	if r.Kind == "open" {
		c := newOpenCourse()
		r.program.open(path, store.Options{}, func() { r.run(c, r.finish) })
		return
	}
	r.program.use(f, func() {
		r.program.window.board.ZoomTo(r.Zoom)
		r.run(r.newCourse(), r.finish)
	})
}

// newCourse returns what is done in the frames of the benchmark.
func (r *benchRun) newCourse() course {
	switch r.Kind {
	case "pan", "zoom", "drag":
		return &gestureCourse{seconds: r.Seconds}
	case "soak":
		return newSoakCourse(r.Seconds)
	}
	return &changeCourse{seconds: r.Seconds}
}
