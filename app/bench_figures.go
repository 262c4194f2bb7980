package app

import (
	"math"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// BenchResult is what a benchmark prints, as one JSON line. Times are in milliseconds, memory in
// megabytes.
type BenchResult struct {
	Bench  string  `json:"bench"`
	Cards  int     `json:"cards"`
	Picked int     `json:"picked,omitempty"`
	Zoom   float64 `json:"zoom"`
	Width  int     `json:"width"`
	Height int     `json:"height"`

	// The frames, and the processor time of the whole process in each.
	Frames  int     `json:"frames"`
	WallMed float64 `json:"wallMedian"`
	WallP95 float64 `json:"wallP95"`
	WallMax float64 `json:"wallMax"`
	CPUMed  float64 `json:"cpuMedian"`
	CPUP95  float64 `json:"cpuP95"`
	CPUMean float64 `json:"cpuMean"`
	// The same window with nothing in it, redrawn every frame just before, and how many of its frames
	// the median frame costs.
	BaseMed float64 `json:"baselineWallMedian,omitempty"`
	BaseP95 float64 `json:"baselineWallP95,omitempty"`
	BaseCPU float64 `json:"baselineCpuMedian,omitempty"`
	Ratio   float64 `json:"wallRatio,omitempty"`
	// From the last move of a gesture to the frame in which all is sharp.
	SharpMed float64 `json:"sharpMedian,omitempty"`
	SharpMax float64 `json:"sharpMax,omitempty"`
	// From a command to the frame that shows what came of it.
	Changes  int     `json:"changes,omitempty"`
	ShownMed float64 `json:"shownMedian,omitempty"`
	ShownP95 float64 `json:"shownP95,omitempty"`
	ShownMax float64 `json:"shownMax,omitempty"`
	OpenMS   float64 `json:"openMs,omitempty"`

	Memory
	Over    []float64 `json:"residentOverTimeMB,omitempty"` // at 10 %, 50 % and 100 % of a soak
	Tiles   int       `json:"tiles,omitempty"`
	Objects int       `json:"objects,omitempty"`
}

// Memory is what the process uses, in megabytes.
type Memory struct {
	Resident float64 `json:"residentMB"`     // by the system's account
	Peak     float64 `json:"residentPeakMB"` // the most that it was; 0 where the system does not say
	Go       float64 `json:"goMB"`           // of it, what the Go runtime holds
	Live     float64 `json:"goLiveMB"`       // of that, what is in use after a collection
}

// sum puts the run's figures into the result.
func (r *benchRun) sum() {
	s := &r.result
	s.Bench, s.Cards, s.Zoom, s.Frames = r.Kind, r.Cards, r.Zoom, len(r.wall)
	if r.Kind == "drag" {
		s.Picked = r.Picked
	}
	size := r.program.window.window.Canvas().Size()
	s.Width, s.Height = int(size.Width), int(size.Height)
	s.WallMed, s.WallP95, s.WallMax = quantile(r.wall, 0.5), quantile(r.wall, 0.95), quantile(r.wall, 1)
	s.CPUMed, s.CPUP95, s.CPUMean = quantile(r.cpu, 0.5), quantile(r.cpu, 0.95), mean(r.cpu)
	if s.BaseMed > 0 {
		s.Ratio = round2(s.WallMed / s.BaseMed)
	}
	s.Memory = memory()
	if b := r.program.window.board; b != nil {
		st := b.Stats()
		s.Tiles, s.Objects = st.Tiles, st.Objects
	}
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

const megabyte = 1 << 20

// memory measures the process. It collects the garbage last.
func memory() Memory {
	m := Memory{Resident: statusMB("VmRSS:"), Peak: statusMB("VmHWM:")}
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	m.Go = round2(float64(s.Sys-s.HeapReleased) / megabyte)
	if m.Resident == 0 {
		m.Resident = m.Go
	}
	runtime.GC()
	runtime.ReadMemStats(&s)
	m.Live = round2(float64(s.HeapAlloc) / megabyte)
	return m
}

// residentMB is the memory that the process has in use now.
func residentMB() float64 {
	if mb := statusMB("VmRSS:"); mb > 0 {
		return mb
	}
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return round2(float64(s.Sys-s.HeapReleased) / megabyte)
}

// statusMB reads a line of the system's account of the process; 0 where there is none.
func statusMB(name string) float64 {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(data), "\n") {
		if rest, ok := strings.CutPrefix(line, name); ok {
			if kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64); err == nil {
				return round2(kb / 1024)
			}
		}
	}
	return 0
}
