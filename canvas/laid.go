package canvas

import "image"

// The marks of a large selection, of what was found and of a large service are laid over the pictures of the
// body once, when they change: pictures of their own would be sampled over the whole screen in every frame.

// layMarks returns the picture of a slot of the body with the marks over it.
func (m *mosaic) layMarks(sl *slot, at image.Point) *image.RGBA {
	m.dropLaid(sl)
	mark := m.strips[markStrip].slots[at]
	if mark == nil {
		return sl.pic.img
	}
	sl.laid = m.painter.room(sl.pic.img.Rect.Size())
	copy(sl.laid.Pix, sl.pic.img.Pix)
	layOver(sl.laid, mark.pic.img, mark.pic.part.Min.Sub(sl.pic.part.Min))
	return sl.laid
}

func (m *mosaic) dropLaid(sl *slot) {
	if sl.laid != nil {
		m.painter.recycle(sl.laid)
		sl.laid = nil
	}
}

// layOver draws src over dst, its upper left corner at a place of it. Most of src is transparent.
func layOver(dst, src *image.RGBA, at image.Point) {
	r := src.Rect.Add(at.Sub(src.Rect.Min)).Intersect(dst.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		to := dst.Pix[dst.PixOffset(r.Min.X, y):][:4*r.Dx()]
		from := src.Pix[src.PixOffset(r.Min.X-at.X+src.Rect.Min.X, y-at.Y+src.Rect.Min.Y):][:4*r.Dx()]
		for i := 0; i < len(from); i += 4 {
			switch a := from[i+3]; a {
			case 0:
			case 255:
				copy(to[i:i+4], from[i:i+4])
			default:
				rest := 255 - uint32(a)
				for k := i; k < i+4; k++ {
					to[k] = from[k] + uint8((uint32(to[k])*rest+127)/255)
				}
			}
		}
	}
}
