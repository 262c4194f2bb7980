package layout

import (
	"runtime"
	"sync"
	"sync/atomic"

	"stagecraft/model"
)

// InParallel does n pieces of work that do not depend on each other, several at a time.
func InParallel(n int, work func(i int)) {
	var wait sync.WaitGroup
	var next atomic.Int64
	take := func() {
		for i := next.Add(1); i <= int64(n); i = next.Add(1) {
			work(int(i - 1))
		}
	}
	for range min(runtime.GOMAXPROCS(0), n) - 1 {
		wait.Go(take)
	}
	take()
	wait.Wait()
}

// inStretches does n small pieces of work that do not depend on each other, in stretches that are worth a
// goroutine.
func inStretches(n int, work func(i int)) {
	const stretch = 32
	if n <= stretch {
		for i := range n {
			work(i)
		}
		return
	}
	InParallel((n+stretch-1)/stretch, func(k int) {
		for i := k * stretch; i < min((k+1)*stretch, n); i++ {
			work(i)
		}
	})
}

// makeRows makes every row, several at a time where much is to be done: when the map is new, or when its
// columns or what all cards depend on changed.
func makeRows(rows []rowInput, before map[model.LaneID]*rowInput) {
	many := false
	for i := range rows {
		was := before[rows[i].lane.ID]
		many = many || was == nil || was.grid != rows[i].grid || was.deps != rows[i].deps || was.filter != rows[i].filter
	}
	if many && len(rows) > 1 {
		InParallel(len(rows), func(i int) { rows[i].make(before[rows[i].lane.ID]) })
		return
	}
	for i := range rows {
		rows[i].make(before[rows[i].lane.ID])
	}
}
