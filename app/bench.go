package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"

	"stagecraft/model"
	"stagecraft/store"
)

// BenchKinds are the kinds of benchmark: what is done in each frame. Empty redraws a window with
// nothing in it, which is what the others are measured against; open measures the time to the first
// painted frame.
var BenchKinds = []string{"pan", "zoom", "drag", "edit", "empty", "open"}

// Bench measures the program's frames in a real window on a generated map.
type Bench struct {
	Kind    string
	Cards   int
	Zoom    float64
	Seconds float64
	Profile string // a file that gets a processor profile; empty for none
}

// BenchResult is what a benchmark prints, as one JSON line. Times are in milliseconds, memory in
// megabytes.
type BenchResult struct {
	Bench    string  `json:"bench"`
	Cards    int     `json:"cards"`
	Zoom     float64 `json:"zoom"`
	Width    int     `json:"width"`
	Height   int     `json:"height"`
	Frames   int     `json:"frames"`
	WallMed  float64 `json:"wallMedian"`
	WallP95  float64 `json:"wallP95"`
	CPUMed   float64 `json:"cpuMedian"`
	CPUP95   float64 `json:"cpuP95"`
	CPUMean  float64 `json:"cpuMean"`
	OpenMS   float64 `json:"openMs,omitempty"`
	Resident float64 `json:"residentMB"`
	// The same window with nothing in it, redrawn every frame just before, and how many of its frames
	// the median frame costs.
	BaseMed float64 `json:"baselineWallMedian,omitempty"`
	BaseP95 float64 `json:"baselineWallP95,omitempty"`
	BaseCPU float64 `json:"baselineCpuMedian,omitempty"`
	Ratio   float64 `json:"wallRatio,omitempty"`
	Tiles   int     `json:"tiles,omitempty"`
	Objects int     `json:"objects,omitempty"`
}

// Validate reports what is wrong with the benchmark's settings.
func (b *Bench) Validate() error {
	switch {
	case !slices.Contains(BenchKinds, b.Kind):
		return fmt.Errorf("no benchmark is called %q; choose one of %s", b.Kind, strings.Join(BenchKinds, ", "))
	case b.Cards < 0 || b.Cards > 1_000_000:
		return errors.New("--cards must be from 0 to 1000000")
	case !(b.Zoom >= 0.05 && b.Zoom <= 4):
		return errors.New("--zoom must be from 0.05 to 4")
	case !(b.Seconds > 0 && b.Seconds <= 3600):
		return errors.New("--seconds must be from 0 to 3600")
	}
	return nil
}

// benchRun is a benchmark under way.
type benchRun struct {
	*Bench
	program *Program
	folder  string
	out     io.Writer
	done    func(error)

	animation *fyne.Animation
	spot      *fynecanvas.Rectangle // redrawn each frame of an empty window
	begun     time.Time
	lastWall  time.Time
	lastCPU   time.Duration
	wall, cpu []float64
	frame     int
	baseline  BenchResult
	then      func() // what comes after the frames that are being measured; nil ends the benchmark
}

// benchSize is the window of every benchmark, so that figures can be compared.
var benchSize = fyne.NewSize(1600, 900)

// warmUp is how many frames pass before any is counted.
const warmUp = 30

// Start runs the benchmark in a window of its own, prints the result and quits a.
func (b *Bench) Start(a fyne.App, o Options, post func(func()), done func(error), out io.Writer) {
	r := &benchRun{Bench: b, out: out, done: done, begun: time.Now()}
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
	if b.Kind == "open" {
		r.makeMap()
		return
	}
	r.measureEmpty(r.makeMap)
}

// measureEmpty measures the window with nothing in it for a while.
func (r *benchRun) measureEmpty(then func()) {
	w := r.program.Window()
	content := w.Content()
	r.spot = fynecanvas.NewRectangle(nil)
	w.SetContent(r.spot)
	seconds := r.Seconds
	r.Seconds = min(seconds, 2)
	r.then = func() {
		r.baseline = BenchResult{BaseMed: quantile(r.wall, 0.5), BaseP95: quantile(r.wall, 0.95), BaseCPU: quantile(r.cpu, 0.5)}
		r.Seconds, r.spot, r.then, r.wall, r.cpu, r.frame = seconds, nil, nil, nil, nil, 0
		w.SetContent(content)
		then()
	}
	r.animate(r.step)
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
	switch {
	case err != nil:
		r.fail(err)
	case r.Kind == "open":
		r.begun = time.Now()
		r.program.open(path, store.Options{}, func() { r.animate(r.firstFrame) })
	default:
		r.program.use(f, func() {
			r.program.window.board.ZoomTo(r.Zoom)
			r.animate(r.step)
		})
	}
}

func (r *benchRun) fail(err error) {
	os.RemoveAll(r.folder)
	r.done(err)
	fyne.CurrentApp().Quit()
}

// startEmpty opens a window with one small spot that changes in each frame, so that the whole window
// is painted again.
func (r *benchRun) startEmpty(a fyne.App, post func(func())) {
	w := a.NewWindow("Stagecraft")
	w.SetPadded(false)
	r.spot = fynecanvas.NewRectangle(nil)
	w.SetContent(r.spot)
	w.Resize(benchSize)
	w.Show()
	r.program = &Program{fyne: a, jobs: newJobs(post, nil)}
	r.program.window = &Window{window: w, program: r.program}
	r.animate(r.step)
}

// animate calls tick once a frame, just before the frame is drawn.
func (r *benchRun) animate(tick func()) {
	r.animation = &fyne.Animation{
		Duration: time.Hour, RepeatCount: fyne.AnimationRepeatForever, Curve: fyne.AnimationLinear,
		Tick: func(float32) { tick() },
	}
	r.animation.Start()
}

// firstFrame ends the open benchmark in the first frame whose tiles are all there.
func (r *benchRun) firstFrame() {
	r.frame++
	board := r.program.window.board
	if r.frame < 2 || board == nil || board.Stats().Missing > 0 {
		return
	}
	r.finish(BenchResult{OpenMS: time.Since(r.begun).Seconds() * 1000})
}

// step does one frame's change and notes what the frame before it took.
func (r *benchRun) step() {
	now, cpu := time.Now(), processTime()
	if r.frame > warmUp {
		r.wall = append(r.wall, now.Sub(r.lastWall).Seconds()*1000)
		r.cpu = append(r.cpu, (cpu-r.lastCPU).Seconds()*1000)
	}
	if r.frame == warmUp {
		r.begun = now
		if r.then == nil {
			r.startProfile()
		}
	}
	r.lastWall, r.lastCPU = now, cpu
	if r.frame > warmUp && now.Sub(r.begun).Seconds() >= r.Seconds {
		if r.then != nil {
			r.animation.Stop()
			r.then()
			return
		}
		r.finish(r.baseline)
		return
	}
	if r.spot != nil {
		r.spot.Move(fyne.NewPos(float32(r.frame%2), 0))
	} else {
		r.program.window.board.Bench(r.Kind, r.frame)
	}
	r.frame++
}

// startProfile notes where the processor time of the counted frames goes.
func (r *benchRun) startProfile() {
	if r.Profile == "" {
		return
	}
	f, err := os.Create(r.Profile)
	if err == nil {
		err = pprof.StartCPUProfile(f)
	}
	if err != nil {
		r.fail(err)
	}
}

func (r *benchRun) finish(result BenchResult) {
	r.animation.Stop()
	if r.Profile != "" {
		pprof.StopCPUProfile()
	}
	result.Bench, result.Cards, result.Zoom, result.Frames = r.Kind, r.Cards, r.Zoom, len(r.wall)
	size := r.program.window.window.Canvas().Size()
	result.Width, result.Height = int(size.Width), int(size.Height)
	result.WallMed, result.WallP95 = quantile(r.wall, 0.5), quantile(r.wall, 0.95)
	result.CPUMed, result.CPUP95, result.CPUMean = quantile(r.cpu, 0.5), quantile(r.cpu, 0.95), mean(r.cpu)
	if result.BaseMed > 0 {
		result.Ratio = round2(result.WallMed / result.BaseMed)
	}
	result.Resident = residentMB()
	if b := r.program.window.board; b != nil {
		s := b.Stats()
		result.Tiles, result.Objects = s.Tiles, s.Objects
	}
	data, err := json.Marshal(result)
	if err == nil {
		_, err = fmt.Fprintln(r.out, string(data))
	}
	os.RemoveAll(r.folder)
	r.done(err)
	fyne.CurrentApp().Quit()
}

func mean(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return round2(sum / float64(len(values)))
}

func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return round2(sorted[min(int(q*float64(len(sorted))), len(sorted)-1)])
}

func round2(v float64) float64 { return math.Round(v*100) / 100 }

// residentMB is the memory that the process has in use: what the system says where it says so, else
// what the runtime took from it.
func residentMB() float64 {
	data, err := os.ReadFile("/proc/self/status")
	if err == nil {
		for _, line := range strings.Split(string(data), "\n") {
			if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
				kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
				if err == nil {
					return round2(kb / 1024)
				}
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return round2(float64(m.Sys) / (1 << 20))
}
