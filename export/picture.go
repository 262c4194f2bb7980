package export

import (
	"crypto/sha256"
	"encoding/hex"
	"image"
	"math"

	"golang.org/x/image/draw"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

const (
	pictureDPI   = 300.0 // no finer on paper
	mostPictures = 4000  // pixels a side in a file
)

// pdfPicture is an embedded picture; nil stands for one that cannot be read.
type pdfPicture struct {
	name    string
	w, h    float64
	stretch float64 // how much wider the embedded picture is than what is to be seen
}

// image draws a picture that covers its box, with the parts beyond it cut off.
func (d *pdfDrawer) image(i scene.Image) {
	if i.Image == nil || i.Rect.Empty() {
		return
	}
	box := d.box(i.Rect)
	pic, ok := d.pictures[string(i.Image.ID)]
	if !ok {
		pic = d.embed(i.Image, box)
		d.pictures[string(i.Image.ID)] = pic
	}
	if pic == nil {
		return
	}
	d.setOpacity(255)
	scale := math.Max(box.W/pic.w, box.H/pic.h)
	w, h := pic.w*scale, pic.h*scale
	to := layout.Rect{X: box.Center().X - w/2, Y: box.Center().Y - h/2, W: w * pic.stretch, H: h}
	d.out.save()
	d.out.outline(roundRect(box, i.Radius*d.scale), true, func(p layout.Point) layout.Point { return p })
	d.out.op("W n")
	d.flush()
	d.file.place(pic.name, to)
	d.out.restore()
}

// embed reads, shrinks and embeds a picture for a box on paper.
func (d *pdfDrawer) embed(m *model.Image, box layout.Rect) *pdfPicture {
	img, err := raster.DecodeImage(m.Data)
	if err != nil {
		return nil
	}
	scale := math.Max(box.W/float64(img.Bounds().Dx()), box.H/float64(img.Bounds().Dy()))
	img = shrunk(img, math.Min(1, scale*pictureDPI/72))
	stretch, err := d.file.picture(string(m.ID), img)
	if err != nil {
		return nil
	}
	return &pdfPicture{string(m.ID), float64(img.Bounds().Dx()), float64(img.Bounds().Dy()), stretch}
}

// shrunk returns img scaled down by factor and to what files hold; it is never enlarged.
func shrunk(img image.Image, factor float64) image.Image {
	b := img.Bounds()
	factor = math.Min(factor, mostPictures/math.Max(float64(b.Dx()), float64(b.Dy())))
	if factor >= 0.95 {
		return img
	}
	w, h := max(1, int(float64(b.Dx())*factor)), max(1, int(float64(b.Dy())*factor))
	small := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), img, b, draw.Src, nil)
	return small
}

// colorGlyph draws a glyph that has colours of its own and reports whether it has.
func (d *pdfDrawer) colorGlyph(run *layout.Run, g layout.Glyph, origin layout.Point) bool {
	color, ok := run.Face.ColorGlyph(g.ID)
	if !ok || color.Box.Empty() {
		return false
	}
	size := run.Size * d.scale
	box := layout.Rect{X: origin.X + color.Box.X*size, Y: origin.Y + color.Box.Y*size, W: color.Box.W * size, H: color.Box.H * size}
	key := "glyph " + contentHash(color.PNG)
	pic, known := d.pictures[key]
	if !known {
		if img, err := raster.DecodeImage(color.PNG); err == nil {
			if stretch, err := d.file.picture(key, img); err == nil {
				pic = &pdfPicture{name: key, stretch: stretch}
			}
		}
		d.pictures[key] = pic
	}
	if pic == nil {
		return false
	}
	d.flush()
	box.W *= pic.stretch
	d.file.place(pic.name, box)
	return true
}

func contentHash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}
