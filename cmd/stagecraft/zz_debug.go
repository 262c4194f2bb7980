package main

import (
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/pprof"
	"syscall"
)

func init() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	go func() {
		for n := 0; ; n++ {
			<-c
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			fmt.Printf("%d alloc %d sys %d released %d idle %d stack %d gcsys %d other %d msp %d hash %d\n", n, m.HeapAlloc>>20, m.Sys>>20, m.HeapReleased>>20, m.HeapIdle>>20, m.StackSys>>20, m.GCSys>>20, m.OtherSys>>20, (m.MSpanSys+m.MCacheSys)>>20, m.BuckHashSys>>20)
			runtime.GC()
			runtime.ReadMemStats(&m)
			fmt.Printf("%d after gc alloc %d sys %d released %d\n", n, m.HeapAlloc>>20, m.Sys>>20, m.HeapReleased>>20)
			f, _ := os.Create(fmt.Sprintf("/tmp/w/91/heap%d", n))
			pprof.WriteHeapProfile(f)
			f.Close()
		}
	}()
}
