package app

import (
	"context"
	"image"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/assets"
	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/model/metric"
	"stagecraft/store"
	"stagecraft/store/ingest"
)

// The size of a sample's picture on the home screen.
const (
	thumbWidth  = 363
	thumbHeight = 262
)

// thumbnail draws a workspace's first journey, tinted by a metric, so that it fills the picture.
func thumbnail(w *model.Workspace, heatBy model.MetricID, theme *scene.Theme, width, height int) *image.RGBA {
	l := layout.Compute(w, w.Journeys[0].ID, layout.Options{})
	heat, err := metric.Compute(w, metric.Query{Metric: heatBy, Journey: w.Journeys[0].ID})
	if err != nil { // without such a metric the picture has no tint
		heat = nil
	}
	zoom := max(float64(width)/l.Size.X, float64(height)/l.Size.Y)
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	raster.DrawScene(img, scene.Build(l, theme, heat), layout.Point{}, zoom)
	return img
}

// openSample makes a file of a sample in the program's folder, puts its table of values beside it so
// that the import can be tried, and opens it.
func (w *Window) openSample(s assets.Sample) {
	folder, err := w.program.folder()
	if err != nil {
		w.tellError(err)
		return
	}
	w.program.Background("make the sample", func(ctx context.Context) func() {
		f, err := makeSample(ctx, folder, s)
		return func() {
			if err != nil {
				w.tellError(err)
				return
			}
			w.program.use(f, func() { w.session.SetHeat(model.MetricID(s.Heat)) })
		}
	})
}

func makeSample(ctx context.Context, folder string, s assets.Sample) (*store.File, error) {
	work, err := ingest.Sample(ctx, s)
	if err != nil {
		return nil, err
	}
	table := filepath.Join(folder, s.Data)
	if _, err := os.Stat(table); err != nil {
		err := store.WriteFile(table, func(out io.Writer) error {
			_, err := out.Write(s.KPIs)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	work, err = model.RenameWorkspace{Name: s.Title}.Apply(work)
	if err != nil {
		return nil, err
	}
	return createFree(ctx, folder, s.Title, work)
}

// templatePicture draws a template in small.
func templatePicture(p model.Preset) func(fyne.Size, *ink) {
	return func(size fyne.Size, k *ink) {
		sx, sy := size.Width/176, size.Height/86
		box := func(x, y, w, h float32, fill, line string) {
			k.rect(x*sx, y*sy, w*sx, h*sy, look.Color(line))
			k.rect(x*sx+1, y*sy+1, w*sx-2, h*sy-2, look.Color(fill))
		}
		row := func(y, h float32, kind string) {
			for i := range 5 {
				box(16+float32(i)*29.6, y, 25, h, "k-"+kind, "k-"+kind+"-l")
			}
		}
		curve := func(token string, points ...float32) {
			for i := 2; i < len(points); i += 2 {
				k.line(points[i-2]*sx, points[i-1]*sy, points[i]*sx, points[i+1]*sy, 2, look.Color(token))
			}
		}
		bar := func(y, width float32, on, off float32) {
			for x := float32(14); x < 162; x += on + off {
				k.rect(x*sx, y*sy, min(on, 162-x)*sx, width, look.Color("text"))
			}
		}
		switch p {
		case model.BlankGrid:
			k.rect(14*sx, 12*sy, 148*sx, 8*sy, look.Color("stage-bg"))
			for _, y := range []float32{28, 44, 60} {
				box(14, y, 148, 12, "step-bg", "line2")
			}
		case model.JourneyMap:
			k.rect(14*sx, 12*sy, 148*sx, 8*sy, look.Color("stage-bg"))
			row(25, 10, "action")
			curve("p1", 16, 48, 45, 44, 75, 56, 104, 58, 133, 42, 160, 40)
			for i, kind := range []string{"pain", "gain", "", "gain", "pain"} {
				if kind != "" {
					box(16+float32(i)*29.6, 65, 25, 10, "k-"+kind, "k-"+kind+"-l")
				}
			}
		case model.ServiceBlueprint:
			row(14, 9, "action")
			row(33, 9, "front")
			row(51, 9, "back")
			row(69, 9, "support")
			bar(27.5, 1.5, 148, 1)
			bar(46, 2, 7, 3)
			bar(64, 1.2, 2, 2.6)
		case model.PracticalBlueprint:
			for i, zone := range strings.Fields("customer contact front back support insight insight") {
				y := 12 + float32(i)*9.4
				k.rect(14*sx, y*sy, 148*sx, 7*sy, look.Color("z-"+zone+"-soft"))
				k.rect(14*sx, y*sy, 3*sx, 7*sy, look.Color("z-"+zone))
			}
		case model.EmpathyLanes:
			box(14, 12, 148, 64, "step-bg", "line2")
			k.rect(88*sx, 12*sy, 1, 64*sy, look.Color("line2"))
			k.rect(14*sx, 44*sy, 148*sx, 1, look.Color("line2"))
			box(22, 19, 32, 10, "k-thought", "k-thought-l")
			box(122, 19, 32, 10, "k-thought", "k-thought-l")
			box(22, 60, 32, 10, "k-action", "k-action-l")
			box(122, 60, 32, 10, "k-pain", "k-pain-l")
			k.dot(88*sx, 44*sy, 11, look.Color("text2"))
			k.dot(88*sx, 44*sy, 9.5, look.Color("surface"))
			k.dot(88*sx, 41*sy, 3.4, look.Color("text2"))
		default:
			row(14, 11, "action")
			curve("text2", 16, 36, 58, 33, 100, 42, 160, 34)
			row(48, 11, "thought")
			curve("p1", 16, 72, 58, 68, 100, 69, 160, 64)
		}
	}
}
