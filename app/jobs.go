package app

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// jobs runs work off the main goroutine and brings its results back.
type jobs struct {
	post   func(func()) // runs a function on the main goroutine
	failed func(name string, err error)
	ctx    context.Context
	stop   context.CancelFunc
	wg     sync.WaitGroup
	over   atomic.Bool // nothing is to reach the window any more
}

// newJobs returns jobs whose results enter through post. Failed is called on the main goroutine with
// the name of work that panicked.
func newJobs(post func(func()), failed func(name string, err error)) *jobs {
	ctx, stop := context.WithCancel(context.Background())
	j := &jobs{failed: failed, ctx: ctx, stop: stop}
	// Once its main loop has ended, Fyne runs on the goroutine that asks what was to run on the main one.
	j.post = func(f func()) {
		post(func() {
			if !j.over.Load() {
				f()
			}
		})
	}
	return j
}

// Background runs work on a goroutine of its own. The function that work returns, if any, runs on the
// main goroutine afterwards, but not when the work was cancelled or the program is closing.
func (j *jobs) Background(name string, work func(ctx context.Context) (done func())) (cancel func()) {
	ctx, cancel := context.WithCancel(j.ctx)
	j.wg.Add(1)
	go func() {
		defer j.wg.Done()
		done := j.guard(name, ctx, work)
		if done == nil {
			cancel()
			return
		}
		j.post(func() {
			if ctx.Err() == nil {
				done()
			}
			cancel()
		})
	}()
	return cancel
}

// guard turns a panic of work into an error that the user is told.
func (j *jobs) guard(name string, ctx context.Context, work func(context.Context) func()) (done func()) {
	defer func() {
		if r := recover(); r != nil {
			err := fmt.Errorf("%v\n%s", r, debug.Stack())
			done = func() { j.failed(name, err) }
		}
	}()
	return work(ctx)
}

// close cancels all work and waits until it has ended. Nothing is posted any more.
func (j *jobs) close() {
	j.stop()
	j.wg.Wait()
	j.over.Store(true)
}
