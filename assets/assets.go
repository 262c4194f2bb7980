// Package assets holds the files that the program carries inside itself: fonts, icons, the program's
// picture and the sample journeys. It does nothing but hand them out.
package assets

import (
	"embed"
	"io/fs"
	"path"
	"strings"
)

//go:embed samples/*.json samples/*.csv samples/*.xlsx fonts/*.ttf fonts/OFL.txt icons/*.svg icons/solid/*.svg app-icon.png
var files embed.FS

// Font returns the TrueType file of a bundled font: "NotoSans-Regular", "NotoSans-Bold",
// "NotoSans-Italic" or "NotoSans-BoldItalic", and nil for any other name. The bytes are not to be
// changed.
func Font(name string) []byte {
	b, err := files.ReadFile("fonts/" + name + ".ttf")
	if err != nil {
		return nil
	}
	return b
}

// FontNotice returns the licence of the bundled fonts, which goes where they go.
func FontNotice() string {
	b, err := files.ReadFile("fonts/OFL.txt")
	if err != nil {
		return ""
	}
	return string(b)
}

// Icon returns the stroke master of an icon by name ("ch-web"): an SVG of open lines on a 24 grid. It
// reports false when there is no such icon.
func Icon(name string) ([]byte, bool) { return svg("icons", name) }

// SolidIcon returns the same icon as filled shapes, for readers that can recolour fills only. It
// reports false when there is no such icon.
func SolidIcon(name string) ([]byte, bool) { return svg("icons/solid", name) }

// Icons returns the names of all icons in order.
func Icons() []string {
	entries, err := fs.ReadDir(files, "icons")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".svg"); ok {
			names = append(names, name)
		}
	}
	return names
}

// AppIcon returns the program's icon as a PNG of 512 pixels a side.
func AppIcon() []byte {
	b, err := files.ReadFile("app-icon.png")
	if err != nil {
		return nil
	}
	return b
}

func svg(folder, name string) ([]byte, bool) {
	b, err := files.ReadFile(path.Join(folder, path.Base(name)+".svg"))
	return b, err == nil
}
