package app

import (
	"strings"

	"fyne.io/fyne/v2"
)

// focused returns the name of the part of the page that has the keyboard; empty for none.
func (p *importPage) focused() string {
	now := p.window.window.Canvas().Focused()
	if o, ok := now.(fyne.CanvasObject); !ok || !inside(p.content, o) {
		return ""
	}
	if n, ok := now.(interface{ Name() string }); ok {
		return n.Name()
	}
	return ""
}

// refocus gives the keyboard to the part of a name, or to what comes next when it is gone: the next open name,
// or the import itself.
func (p *importPage) refocus(name string) {
	if name == "" {
		return
	}
	var same, open, run fyne.Focusable
	const row = "import.name."
	ofRow := strings.HasPrefix(name, row) || strings.HasPrefix(name, "import.accept.")
	walk(p.content, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		f, focusable := o.(fyne.Focusable)
		n, named := o.(interface{ Name() string })
		switch {
		case !focusable || !named:
		case n.Name() == name:
			same = f
		case ofRow && open == nil && strings.HasPrefix(n.Name(), row):
			open = f
		case n.Name() == "import.run":
			run = f
		}
	})
	for _, f := range []fyne.Focusable{same, open, run} {
		if f != nil {
			p.window.window.Canvas().Focus(f)
			return
		}
	}
}
