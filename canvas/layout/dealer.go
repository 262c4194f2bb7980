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
	for _, t := range d.turns(routes, true) {
		if r := &routes[t.route]; r.slot(t.leg, t.aside) {
			d.touchLevel(r.way)
		}
	}
	for _, t := range d.turns(routes, false) {
		routes[t.route].slot(t.leg, t.aside)
	}
}

// turn is a leg that gets a slot, and by how much that moves it aside.
type turn struct {
	route, leg int
	aside      float64
}

// turns deals the channels that run down, or those that run along, several at a time.
func (d *dealer) turns(routes []LinkRoute, upright bool) []turn {
	anew := d.level
	if upright {
		anew = d.upright
	}
	ends := make([]int, len(anew)+1)
	each := func(f func(zone int32, t turn)) {
		for i := range routes {
			r := &routes[i]
			for k := range r.way.legs {
				if e := &r.way.legs[k]; e.upright == upright && anew[r.zone(e)] {
					f(r.zone(e), turn{route: i, leg: k})
				}
			}
		}
	}
	each(func(zone int32, _ turn) { ends[zone+1]++ })
	for zone := range anew {
		ends[zone+1] += ends[zone]
	}
	all := make([]turn, ends[len(anew)])
	next := slices.Clone(ends)
	each(func(zone int32, t turn) {
		all[next[zone]] = t
		next[zone]++
	})
	InParallel(len(anew), func(zone int) {
		if of := all[ends[zone]:ends[zone+1]]; len(of) > 0 {
			d.take(routes, of)
		}
	})
	return all
}

// take deals one channel.
func (d *dealer) take(routes []LinkRoute, turns []turn) {
	c := channels.Get().(*channel)
	defer channels.Put(c)
	c.clear(borderSlots)
	for i := range turns {
		t := &turns[i]
		r := &routes[t.route]
		e := &r.way.legs[t.leg]
		from, to := e.from, e.to
		if !e.upright {
			a, b := r.x(d.l, t.leg), r.x(d.l, t.leg+1)
			from, to = min(a, b), max(a, b)
		}
		if e.inside() {
			c.spacing = insideSlots
		}
		t.aside = c.take(e.at, e.low, e.high, from, to) - e.at
	}
}

// inside reports whether the leg runs within a column or a row, not on its border.
func (k *leg) inside() bool {
	if k.upright {
		return k.zone&1 == 1
	}
	return k.zone%3 == 1
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
