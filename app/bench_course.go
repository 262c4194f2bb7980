package app

import (
	"math/rand/v2"
	"time"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"

	"stagecraft/model"
)

// warmUp is how many frames pass before any is counted.
const warmUp = 30

// emptyCourse redraws a window with nothing in it.
type emptyCourse struct {
	spot    *fynecanvas.Rectangle
	seconds float64
	n       int
	begun   time.Time
}

func (c *emptyCourse) frame(_ *benchRun, now time.Time) (counts, ended bool) {
	if c.n == warmUp {
		c.begun = now
	}
	c.spot.Move(fyne.NewPos(float32(c.n%2), 0))
	c.n++
	return c.n > warmUp, c.n > warmUp && now.Sub(c.begun).Seconds() >= c.seconds
}

// openCourse waits for the first frame whose tiles are all there.
type openCourse struct {
	begun  time.Time
	n      int
	seen   bool
	opened float64
}

func newOpenCourse() *openCourse { return &openCourse{begun: time.Now()} }

func (c *openCourse) frame(r *benchRun, _ time.Time) (counts, ended bool) {
	c.n++
	board := r.program.window.board
	if !c.seen && c.n >= 2 && board != nil && board.Stats().Missing == 0 {
		c.seen = true
		r.drawn(func(at time.Time) { c.opened = at.Sub(c.begun).Seconds() * 1000 })
	}
	r.result.OpenMS = round2(c.opened)
	return false, c.opened > 0
}

// gestureCourse moves the board in every frame. Panning and zooming rest between their strokes until
// all is sharp.
type gestureCourse struct {
	seconds float64
	n       int
	begun   time.Time // the counting
	stroke  time.Time // this stroke
	last    time.Time // the last move
	resting bool
	sharp   bool
	pause   int
	sharps  []float64
}

// strokeTime is how long a gesture goes on, and pauseFrames how long it then rests once all is sharp.
const (
	strokeTime  = 1200 * time.Millisecond
	pauseFrames = 6
)

func (c *gestureCourse) frame(r *benchRun, now time.Time) (counts, ended bool) {
	board := r.program.window.board
	switch {
	case board.Layout() == nil:
		return false, false // the map is still being laid out
	case c.resting:
		return false, c.rest(r, now)
	case c.n > warmUp && r.Kind != "drag" && now.Sub(c.stroke) > strokeTime:
		c.resting, c.sharp, c.pause = true, false, pauseFrames
		return false, c.rest(r, now)
	case c.n > warmUp && now.Sub(c.begun).Seconds() >= c.seconds:
		c.end(r)
		return false, true
	}
	if c.n == warmUp {
		c.begun = now
		r.startProfile()
	}
	if c.n == 0 {
		c.stroke = now
	}
	board.Bench(r.Kind, c.n, r.Picked)
	c.last = now
	c.n++
	return c.n > warmUp, false
}

// rest waits until all is sharp, and a little longer.
func (c *gestureCourse) rest(r *benchRun, now time.Time) (ended bool) {
	if !c.sharp {
		if r.program.window.board.Stats().Sharp {
			c.sharp = true
			last := c.last
			r.drawn(func(at time.Time) { c.sharps = append(c.sharps, at.Sub(last).Seconds()*1000) })
		}
		return false
	}
	if c.pause--; c.pause > 0 {
		return false
	}
	c.resting, c.stroke = false, now
	if now.Sub(c.begun).Seconds() < c.seconds {
		return false
	}
	c.end(r)
	return true
}

func (c *gestureCourse) end(r *benchRun) {
	r.result.SharpMed, r.result.SharpMax = quantile(c.sharps, 0.5), quantile(c.sharps, 1)
}

// changeRest is how long after a change the next one is made at the earliest: nobody makes more than a few in
// a second.
const changeRest = 250 * time.Millisecond

// changeCourse makes one change after another and waits for each to be seen.
type changeCourse struct {
	seconds float64
	n       int
	begun   time.Time
	asked   time.Time // when the change was asked for
	waiting bool
	shown   []float64
	changes changes
}

func (c *changeCourse) frame(r *benchRun, now time.Time) (counts, ended bool) {
	board := r.program.window.board
	if c.begun.IsZero() {
		if !board.Stats().Sharp {
			return false, false
		}
		if c.n++; c.n < warmUp {
			return false, false
		}
		c.begun, c.n = now, 0
		r.startProfile()
	}
	switch {
	case c.waiting:
		r.mark()
	case board.Stats().Pending > 0 || now.Sub(c.asked) < changeRest:
		return true, false
	case now.Sub(c.begun).Seconds() >= c.seconds:
		r.result.Changes = len(c.shown)
		r.result.ShownMed, r.result.ShownP95, r.result.ShownMax = quantile(c.shown, 0.5), quantile(c.shown, 0.95), quantile(c.shown, 1)
		return false, true
	default:
		r.mark()
		c.asked, c.waiting = now, true
		c.changes.do(r, r.Kind, c.n)
		c.n++
	}
	if board.Stats().Sharp {
		c.waiting = false
		asked := c.asked
		r.drawn(func(at time.Time) { c.shown = append(c.shown, at.Sub(asked).Seconds()*1000) })
	}
	return true, false
}

// changes makes the changes of a benchmark.
type changes struct{ card model.CardID }

// do makes the n-th change of a kind.
func (c *changes) do(r *benchRun, kind string, n int) {
	s := r.program.session
	j := s.Journey()
	switch kind {
	case "edit":
		c.edit(r, j, n)
	case "insert":
		if n%2 == 1 {
			s.Undo()
			return
		}
		stage := j.Stages[len(j.Stages)/2]
		step := model.Step{ID: model.NewID[model.StepID](), Title: "A new step in the middle"}
		s.Do(model.AddStep{Journey: j.ID, Stage: stage.ID, Step: step, At: len(stage.Steps) / 2})
	case "collapse":
		s.ChangePresent(func(v *model.View) { v.Collapsed = toggled(v.Collapsed, j.Stages[0].ID) })
	}
}

// edit changes the title of a card in sight.
func (c *changes) edit(r *benchRun, j *model.Journey, n int) {
	card := j.Card(c.card)
	l := r.program.window.board.Layout()
	if card == nil {
		cards := l.CardsMeeting(r.program.window.board.View().Inset(20))
		if len(cards) == 0 {
			return
		}
		card = cards[len(cards)/2].Card
		c.card = card.ID
	}
	words := [...]string{"Pays by card", "Pays by card and waits", "Pays and waits for the mail with the receipt"}
	next := *card
	next.Title = words[n%len(words)]
	r.program.session.Do(model.EditCards{Journey: j.ID, Cards: []model.Card{next}})
}

// soakCourse does everything at random.
type soakCourse struct {
	seconds float64
	random  *rand.Rand
	begun   time.Time
	n       int
	kind    string // the gesture under way
	left    int    // frames that it goes on
	marks   []float64
	changes changes
}

func newSoakCourse(seconds float64) *soakCourse {
	return &soakCourse{seconds: seconds, random: rand.New(rand.NewPCG(7, 11))}
}

func (c *soakCourse) frame(r *benchRun, now time.Time) (counts, ended bool) {
	board := r.program.window.board
	if board.Layout() == nil {
		return false, false
	}
	if c.begun.IsZero() {
		c.begun = now
		r.startProfile()
	}
	done := now.Sub(c.begun).Seconds() / c.seconds
	if marks := [...]float64{0.1, 0.5, 1}; done >= marks[len(c.marks)] {
		c.marks = append(c.marks, residentMB())
		if len(c.marks) == len(marks) {
			r.result.Over = c.marks
			return false, true
		}
	}
	if c.left--; c.left < 0 {
		c.next(r)
	}
	switch c.kind {
	case "pan", "zoom":
		board.Bench(c.kind, c.n, 1)
	}
	c.n++
	return true, false
}

// next begins something new.
func (c *soakCourse) next(r *benchRun) {
	s, board := r.program.session, r.program.window.board
	c.kind, c.left = "", 2+c.random.IntN(20)
	switch c.random.IntN(12) {
	case 0, 1, 2:
		c.kind, c.left, c.n = "pan", 20+c.random.IntN(80), c.random.IntN(5000)
	case 3, 4:
		c.kind, c.left, c.n = "zoom", 20+c.random.IntN(80), c.random.IntN(500)
	case 5:
		board.ZoomTo([]float64{1, 0.3, 0.1, 0.6, 1.5}[c.random.IntN(5)])
	case 6, 7:
		c.changes.card = ""
		c.changes.do(r, "edit", c.random.IntN(3))
	case 8:
		c.changes.do(r, "insert", 2*c.random.IntN(2))
	case 9:
		for range 1 + c.random.IntN(3) {
			s.Undo()
		}
	case 10:
		c.changes.do(r, "collapse", 0)
	case 11:
		j := s.Journey()
		card := j.Cards[c.random.IntN(len(j.Cards))]
		s.Show(model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(card.ID)})
		board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
		board.CommitEdit()
	}
}
