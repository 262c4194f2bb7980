package layout

// Face is one font.
type Face struct{}
