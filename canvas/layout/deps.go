package layout

import (
	"maps"
	"slices"

	"stagecraft/model"
)

// deps is what cards and lanes take from elsewhere than themselves. Rows share it, and are looked
// through again when it is another one.
type deps struct {
	*library
	counts map[model.CardID]counts
}

// library is what cards and lanes name.
type library struct {
	channels []*model.Channel
	owners   []*model.Owner
	images   []*model.Image
	personas []*model.Persona
	metrics  []*model.Metric
	own      []model.PersonaID // the journey's personas, the main one first

	channel map[model.ChannelID]*model.Channel
	owner   map[model.OwnerID]*model.Owner
	image   map[model.ImageID]*model.Image
	persona map[model.PersonaID]*model.Persona
	metric  map[model.MetricID]*model.Metric
}

// counts is what a card's last row says.
type counts struct{ comments, links int }

// nextDeps gathers what the rows depend on: prev itself when nothing of it changed.
func nextDeps(w *model.Workspace, j *model.Journey, ends *linkEnds, absent func(*model.Card) bool, prev *deps) *deps {
	d := &deps{counts: countsOf(j, ends, absent)}
	if prev == nil {
		d.library = nextLibrary(w, j, nil)
		return d
	}
	d.library = nextLibrary(w, j, prev.library)
	if d.library == prev.library && maps.Equal(d.counts, prev.counts) {
		return prev
	}
	return d
}

// nextLibrary gathers what cards and lanes name: prev itself when it is the same.
func nextLibrary(w *model.Workspace, j *model.Journey, prev *library) *library {
	d := &library{channels: w.Channels, owners: w.Owners, images: w.Images, personas: w.Personas, metrics: w.Metrics, own: j.Personas}
	if prev != nil && prev.same(d) {
		return prev
	}
	d.channel = byID(d.channels, func(r *model.Channel) model.ChannelID { return r.ID })
	d.owner = byID(d.owners, func(r *model.Owner) model.OwnerID { return r.ID })
	d.image = byID(d.images, func(r *model.Image) model.ImageID { return r.ID })
	d.persona = byID(d.personas, func(r *model.Persona) model.PersonaID { return r.ID })
	d.metric = byID(d.metrics, func(r *model.Metric) model.MetricID { return r.ID })
	return d
}

func (d *library) same(o *library) bool {
	return slices.Equal(d.channels, o.channels) && slices.Equal(d.owners, o.owners) &&
		slices.Equal(d.images, o.images) && slices.Equal(d.personas, o.personas) &&
		slices.Equal(d.metrics, o.metrics) && slices.Equal(d.own, o.own)
}

// recounted lists the cards of which prev has other counts.
func (d *deps) recounted(prev *deps) []model.CardID {
	var ids []model.CardID
	for id, n := range d.counts {
		if was, ok := prev.counts[id]; !ok || was != n {
			ids = append(ids, id)
		}
	}
	for id := range prev.counts {
		if _, ok := d.counts[id]; !ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// countsOf counts, for each card, the open comments on it and the links to absent cards. A card with
// either says how many comments and links it has; the others are not in the map.
func countsOf(j *model.Journey, ends *linkEnds, absent func(*model.Card) bool) map[model.CardID]counts {
	if len(j.Comments) == 0 && absent == nil {
		return nil
	}
	all := map[model.CardID]counts{}
	for _, c := range j.Comments {
		if c.On.Kind == model.CardRecord && !c.Resolved {
			n := all[model.CardID(c.On.ID)]
			n.comments++
			all[model.CardID(c.On.ID)] = n
		}
	}
	if absent != nil {
		leaving := make([]bool, len(j.Links))
		inStretches(len(j.Links), func(i int) { leaving[i] = ends.leaves(i, absent) })
		for i, link := range j.Links {
			if !leaving[i] {
				continue
			}
			for _, id := range [2]model.CardID{link.From, link.To} {
				if _, ok := all[id]; !ok {
					all[id] = counts{}
				}
			}
		}
	}
	for _, link := range j.Links {
		for _, id := range [2]model.CardID{link.From, link.To} {
			if n, ok := all[id]; ok {
				n.links++
				all[id] = n
			}
		}
	}
	return all
}

func byID[K comparable, R any](records []*R, id func(*R) K) map[K]*R {
	m := make(map[K]*R, len(records))
	for _, r := range records {
		m[id(r)] = r
	}
	return m
}

// key returns what the text of a card depends on.
func (d *deps) key(c *model.Card, kind model.Kind, width float64) textKey {
	n := d.counts[c.ID]
	k := textKey{card: c, kind: kind, width: width, comments: n.comments, links: n.links}
	if kind == model.KindTouchpoint {
		if c.Channel != "" {
			k.channel = d.channel[c.Channel]
		}
		if c.Owner != "" {
			k.owner = d.owner[c.Owner]
		}
	}
	if c.Image != "" {
		k.image = d.image[c.Image]
	}
	return k
}
