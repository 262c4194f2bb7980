package app

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/pprof"
	"time"

	"fyne.io/fyne/v2"
)

// benchRun is a benchmark under way.
type benchRun struct {
	*Bench
	program *Program
	post    func(func())
	folder  string
	out     io.Writer
	done    func(error)

	animation *fyne.Animation
	course    course
	then      func() // follows the course
	result    BenchResult

	counts    bool // the frame that is being drawn is one of the figures
	lastWall  time.Time
	lastCPU   time.Duration
	wall, cpu []float64 // of the frames that count, in milliseconds
	seen      func(time.Time)
}

// course is what a benchmark does in its frames.
type course interface {
	// frame does the work of the frame that is drawn next. It reports whether that one counts, and
	// whether the course has ended: then nothing of it is done.
	frame(r *benchRun, now time.Time) (counts, ended bool)
}

// run goes over a course, frame by frame.
func (r *benchRun) run(c course, then func()) {
	r.course, r.then, r.wall, r.cpu, r.counts = c, then, nil, nil, false
	r.animation = &fyne.Animation{
		Duration: time.Hour, RepeatCount: fyne.AnimationRepeatForever, Curve: fyne.AnimationLinear,
		Tick: func(float32) { r.tick() },
	}
	r.animation.Start()
}

// tick is called once a frame, just before it is drawn: from tick to tick is what a frame takes.
func (r *benchRun) tick() {
	now, cpu := time.Now(), processTime()
	r.tell(now)
	if r.counts {
		r.wall = append(r.wall, now.Sub(r.lastWall).Seconds()*1000)
		r.cpu = append(r.cpu, (cpu-r.lastCPU).Seconds()*1000)
	}
	r.lastWall, r.lastCPU = now, cpu
	counts, ended := r.course.frame(r, now)
	r.counts = counts
	if ended {
		r.animation.Stop()
		r.then()
	}
}

// drawn has f called once the frame that comes next is on screen, with the moment: when the drawing lets the
// main goroutine go.
func (r *benchRun) drawn(f func(time.Time)) {
	r.seen = f
	r.mark()
}

// mark has whatever waits for the frame that comes next told when it is on screen, before all that is posted
// later.
func (r *benchRun) mark() {
	r.post(func() { r.tell(time.Now()) })
}

// tell calls what waits for a frame to be on screen.
func (r *benchRun) tell(now time.Time) {
	if f := r.seen; f != nil {
		r.seen = nil
		f(now)
	}
}

// startProfile notes where the processor time goes from now on.
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

func (r *benchRun) fail(err error) {
	os.RemoveAll(r.folder)
	r.done(err)
	fyne.CurrentApp().Quit()
}

// finish prints the figures and quits.
func (r *benchRun) finish() {
	if r.Profile != "" {
		pprof.StopCPUProfile()
	}
	r.sum()
	data, err := json.Marshal(r.result)
	if err == nil {
		_, err = fmt.Fprintln(r.out, string(data))
	}
	if err == nil && r.Heap != "" {
		err = writeHeap(r.Heap)
	}
	os.RemoveAll(r.folder)
	r.done(err)
	fyne.CurrentApp().Quit()
}

func writeHeap(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return pprof.Lookup("heap").WriteTo(f, 0)
}
