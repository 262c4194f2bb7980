package scene

// index finds the groups that meet a rectangle.
type index struct{}
