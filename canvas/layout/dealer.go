package layout

import "slices"

// dealer gives the legs of the links their slots. Slots are given by channel, to the links in their order:
// so only the channels in which a leg came, went or changed are dealt anew.
type dealer struct {
	l    *Layout
	old  *oldRoutes
	all  bool // everything is dealt anew
	last int  // the last of the old routes that was kept

	upright, level []bool // by channel: it is dealt anew
	kept           []bool // of the old routes
}

func newDealer(l *Layout, old *oldRoutes) *dealer {
	d := &dealer{l: l, old: old, last: -1, upright: make([]bool, 2*l.grid.columns()+1), level: make([]bool, 3*len(l.Rows))}
	if d.all = old.prev == nil || !old.same; !d.all {
		d.kept = make([]bool, len(old.prev.Links))
	}
	return d
}

// keep notes that an old route goes on as it was.
func (d *dealer) keep(at int) {
	if d.all {
		return
	}
	d.all = at < d.last // the links are in another order
	d.kept[at], d.last = true, at
}

// touch has the channels of a link dealt anew.
func (d *dealer) touch(r *LinkRoute) {
	for i := range r.way.legs {
		if k := &r.way.legs[i]; k.upright {
			d.upright[r.zone(k)] = true
		} else {
			d.level[k.zone] = true
		}
	}
}

// leave has the channels dealt anew that an old route was in.
func (d *dealer) leave(r *LinkRoute) {
	for i := range r.way.legs {
		k := &r.way.legs[i]
		if !k.upright {
			d.level[k.zone] = true
			continue
		}
		// A border lies between two columns, and those may be apart now.
		z := int(r.zone(k))
		if c := d.old.column(z / 2); c >= 0 {
			d.upright[2*c+z%2] = true
		}
		if c := d.old.column(z/2 - 1); z%2 == 0 && c >= 0 {
			d.upright[2*c+2] = true
		}
	}
}

// deal gives every leg its slot.
func (d *dealer) deal(routes []LinkRoute) {
	if d.all {
		for i := range routes {
			d.touch(&routes[i])
		}
	} else {
		for at, kept := range d.kept {
			if !kept {
				d.leave(&d.old.prev.Links[at])
			}
		}
	}
	d.uprights(routes)
	d.levels(routes)
}

// uprights deals the channels that run down.
func (d *dealer) uprights(routes []LinkRoute) {
	channels := map[int32]*channel{}
	for i := range routes {
		r := &routes[i]
		for k := range r.way.legs {
			if e := &r.way.legs[k]; e.upright && d.upright[r.zone(e)] {
				zone := r.zone(e)
				c := channelOf(channels, zone, zone%2 == 1)
				if r.slot(k, c.take(e.at, e.low, e.high, e.from, e.to)-e.at) {
					d.touchLevel(r.way)
				}
			}
		}
	}
}

// touchLevel has the channels along the rows dealt anew in which a way runs: its legs there have become
// longer or shorter.
func (d *dealer) touchLevel(w *way) {
	for i := range w.legs {
		if k := &w.legs[i]; !k.upright {
			d.level[k.zone] = true
		}
	}
}

// levels deals the channels that run along.
func (d *dealer) levels(routes []LinkRoute) {
	channels := map[int32]*channel{}
	for i := range routes {
		r := &routes[i]
		for k := range r.way.legs {
			if e := &r.way.legs[k]; !e.upright && d.level[e.zone] {
				a, b := r.x(d.l, k), r.x(d.l, k+1)
				c := channelOf(channels, e.zone, e.zone%3 == 1)
				r.slot(k, c.take(e.at, e.low, e.high, min(a, b), max(a, b))-e.at)
			}
		}
	}
}

func channelOf(channels map[int32]*channel, zone int32, inside bool) *channel {
	c := channels[zone]
	if c == nil {
		c = &channel{spacing: borderSlots, slots: map[int32][]extent{}}
		if inside {
			c.spacing = insideSlots
		}
		channels[zone] = c
	}
	return c
}

// slot moves a leg aside and reports whether that is another place than before.
func (r *LinkRoute) slot(leg int, aside float64) bool {
	switch {
	case r.slots == nil:
		r.slots = make([]float64, len(r.way.legs))
	case r.slots[leg] == aside:
		return false
	case r.Points != nil:
		r.slots = slices.Clone(r.slots) // those of the layout before
	}
	r.slots[leg], r.Points = aside, nil
	return true
}

// x returns the x of a corner, moved as the upright leg beside it is.
func (r *LinkRoute) x(l *Layout, corner int) float64 {
	x := l.grid.x(r.From.From) + r.way.points[corner].X
	for leg := max(corner-1, 0); leg <= corner && leg < len(r.way.legs); leg++ {
		if r.way.legs[leg].upright {
			x += r.slots[leg]
		}
	}
	return x
}
