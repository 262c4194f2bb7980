package model

// WithoutStrayImages returns the workspace without the images that no card shows and no persona has; it
// is w itself when there are none. A session keeps stray images in its value, so that undoing brings a
// picture back; its file need not hold them.
func WithoutStrayImages(w *Workspace) *Workspace {
	if len(w.Images) == 0 {
		return w
	}
	used := map[ImageID]bool{}
	for _, j := range w.Journeys {
		for _, c := range j.Cards {
			if c.Image != "" {
				used[c.Image] = true
			}
		}
	}
	for _, p := range w.Personas {
		used[p.Photo] = true
	}
	images := kept(w.Images, func(i *Image) bool { return used[i.ID] })
	if len(images) == len(w.Images) {
		return w
	}
	next := cloneWorkspace(w)
	next.Images = images
	return next
}
