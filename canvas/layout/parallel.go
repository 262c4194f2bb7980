package layout

import (
	"runtime"
	"sync"

	"stagecraft/model"
)

// makeRows makes every row, several at a time where much is to be done: shaping text is what a first
// layout spends its time on, and rows do not depend on each other.
func makeRows(rows []rowInput, before map[model.LaneID]*rowInput) {
	if len(before) > 0 || len(rows) < 2 {
		for i := range rows {
			rows[i].make(before[rows[i].lane.ID])
		}
		return
	}
	var wait sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(rows)) {
		wait.Go(func() {
			for i := range next {
				rows[i].make(nil)
			}
		})
	}
	for i := range rows {
		next <- i
	}
	close(next)
	wait.Wait()
}
