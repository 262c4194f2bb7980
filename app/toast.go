package app

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
)

// toastTime is how long a toast stays; it stays longer while the pointer is over it.
const toastTime = 6 * time.Second

// toasts are the messages of what was done, at the bottom of the window: at most two. They never
// carry errors.
type toasts struct {
	window *Window
	place  *fyne.Container
	shown  []*toast
}

type toast struct {
	object  fyne.CanvasObject
	hovered bool
	undo    bool // its action takes the last step back, so it goes with the next one
}

func newToasts(w *Window) *toasts {
	t := &toasts{window: w}
	t.place = container.New(&toastLayout{})
	return t
}

// ShowDone tells of the step that was just done, with the way back as long as it is the last one.
func (t *toasts) ShowDone(text string) {
	t.show(&toast{undo: true}, "check", text, "Undo", func() { t.window.do("edit.undo") })
}

// changed takes away what offers to undo a step that is not the last one any more.
func (t *toasts) changed() {
	if kept := slices.DeleteFunc(slices.Clone(t.shown), func(s *toast) bool { return s.undo }); len(kept) < len(t.shown) {
		t.shown = kept
		t.refresh()
	}
}

// Show shows a text with an action, which may be empty.
func (t *toasts) Show(icon, text, action string, run func()) {
	t.show(&toast{}, icon, text, action, run)
}

func (t *toasts) show(item *toast, icon, text, action string, run func()) {
	sign, after := look.Icon(icon, 16, "board"), []fyne.CanvasObject{}
	if action != "" {
		after = append(after, look.Gap(8), t.action(item, action, run))
	}
	framed := func(said fyne.CanvasObject) fyne.CanvasObject {
		return look.Framed("text", "text", 8, look.Pad(7, 14, 7, 14, look.H(10, append([]fyne.CanvasObject{sign, said}, after...)...)))
	}
	said := look.Text(text, 13, "board")
	item.object = framed(said)
	const edges = 48 // beside a toast that is as wide as the window allows
	if over := item.object.MinSize().Width - (t.window.window.Canvas().Size().Width - edges); over > 0 {
		lines := look.WrapText(text, 13, "board", false)
		lines.Resize(fyne.NewSize(said.MinSize().Width-over, 0)) // its height follows from its width
		item.object = framed(look.Fixed(look.Usual(lines.Size().Width), 0, lines))
	}
	if len(t.shown) == 2 {
		t.shown = t.shown[1:]
	}
	t.shown = append(t.shown, item)
	t.refresh()
	t.rise(item)
	t.expire(item)
}

// rise moves a new toast up to its place, unless the user wants nothing to move.
func (t *toasts) rise(item *toast) {
	if t.window.program.isCalm() {
		return
	}
	const way = 12
	at := item.object.Position()
	fyne.NewAnimation(120*time.Millisecond, func(done float32) {
		item.object.Move(fyne.NewPos(at.X, at.Y+way*(1-done)))
	}).Start()
}

func (t *toasts) action(item *toast, text string, run func()) fyne.CanvasObject {
	ground := func(s look.State) look.Ground {
		if s.Hovered {
			return look.Ground{Border: "board", Width: 1}
		}
		return look.Ground{}
	}
	p := look.NewPress("toast-"+text, 4, ground, func(look.State) fyne.CanvasObject {
		return look.Pad(3, 6, 3, 6, look.V(-1, look.Bold(text, 13, "board"), look.Line("board")))
	}, func() {
		t.remove(item)
		run()
	})
	p.OnHover = func(in bool) { item.hovered = in }
	return p
}

func (t *toasts) expire(item *toast) {
	t.window.program.Background("toast", func(ctx context.Context) func() {
		select {
		case <-ctx.Done():
			return nil
		case <-t.window.program.clock.After(toastTime):
		}
		return func() {
			if item.hovered {
				t.expire(item)
				return
			}
			t.remove(item)
		}
	})
}

func (t *toasts) remove(item *toast) {
	for i, s := range t.shown {
		if s == item {
			t.shown = append(t.shown[:i:i], t.shown[i+1:]...)
			t.refresh()
			return
		}
	}
}

// Clear takes all toasts away.
func (t *toasts) Clear() {
	t.shown = nil
	t.refresh()
}

func (t *toasts) refresh() {
	objects := make([]fyne.CanvasObject, len(t.shown))
	for i, s := range t.shown {
		objects[i] = s.object
	}
	t.place.Objects = objects
	t.place.Refresh()
}

// toastLayout stacks toasts above the status bar, in the middle.
type toastLayout struct{}

func (toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (toastLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := size.Height - look.Roomy(statusHeight) - 16
	for i := len(objects) - 1; i >= 0; i-- {
		m := objects[i].MinSize()
		y -= m.Height
		objects[i].Resize(m)
		objects[i].Move(fyne.NewPos((size.Width-m.Width)/2, y))
		y -= 8
	}
}

// tellDeleted says what a deletion took along, with the way back.
func (w *Window) tellDeleted(what string) {
	w.toasts.ShowDone("Deleted " + what)
}
