package model

import "slices"

// Filter says which cards of a journey are of interest: those that meet all its conditions. A condition
// that is a list is met by any entry; an empty one is no condition.
type Filter struct {
	// Personas: the card, or else its lane, speaks of one of them. What names no persona speaks of all.
	Personas []PersonaID
	Tags     []string
	Channels []ChannelID
	Kinds    []Kind
	Evidence []Evidence
	Moments  bool // only moments of truth
	Hide     bool // the other cards are left out; otherwise they are shown pale
}

// Any reports whether the filter has a condition.
func (f *Filter) Any() bool {
	return len(f.Personas)+len(f.Tags)+len(f.Channels)+len(f.Kinds)+len(f.Evidence) > 0 || f.Moments
}

// Passes reports whether a card of a lane meets all conditions.
func (f *Filter) Passes(c *Card, lane *Lane) bool {
	persona, kind, evidence := c.Persona, c.Kind, c.Evidence
	if persona == "" {
		persona = lane.Persona
	}
	if kind == "" {
		kind = lane.Kind
	}
	if evidence == "" {
		evidence = Assumption
	}
	return (persona == "" || meets(f.Personas, persona)) &&
		(len(f.Tags) == 0 || slices.ContainsFunc(c.Tags, func(t string) bool { return slices.Contains(f.Tags, t) })) &&
		meets(f.Channels, c.Channel) && meets(f.Kinds, kind) && meets(f.Evidence, evidence) &&
		(!f.Moments || c.MomentOfTruth)
}

// meets reports whether a value is one of a list that has any.
func meets[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

// Equal reports whether two filters say the same in the same order.
func (f *Filter) Equal(o *Filter) bool {
	return f.Moments == o.Moments && f.Hide == o.Hide && slices.Equal(f.Personas, o.Personas) &&
		slices.Equal(f.Tags, o.Tags) && slices.Equal(f.Channels, o.Channels) &&
		slices.Equal(f.Kinds, o.Kinds) && slices.Equal(f.Evidence, o.Evidence)
}

// LaneHeight is the least height of a lane.
type LaneHeight struct {
	Lane   LaneID
	Height float64 // document points; a lane is never lower than what it holds
}

// View is a saved way of looking at a journey.
type View struct {
	ID             ViewID
	Journey        JourneyID
	Name           string
	HideLanes      []LaneID
	CollapsedLanes []LaneID  // shown as a strip with counts
	Collapsed      []StageID // shown as one narrow column
	Filter         Filter
	Metric         MetricID // that tints the map; empty for none
	Column         float64  // width of a step in document points; 0 is the usual one
	Label          float64  // width of the lane labels; 0 is the usual one
	Heights        []LaneHeight
}

// clone returns a view that shares no list with v.
func (v View) clone() View {
	v.HideLanes, v.CollapsedLanes, v.Collapsed = slices.Clone(v.HideLanes), slices.Clone(v.CollapsedLanes), slices.Clone(v.Collapsed)
	v.Heights = slices.Clone(v.Heights)
	f := &v.Filter
	f.Personas, f.Tags, f.Channels = slices.Clone(f.Personas), slices.Clone(f.Tags), slices.Clone(f.Channels)
	f.Kinds, f.Evidence = slices.Clone(f.Kinds), slices.Clone(f.Evidence)
	return v
}

// pruneView returns the view without the lanes and stages that its journey lacks.
func pruneView(j *Journey, v *View) *View {
	if v.Journey != j.ID {
		return v
	}
	there := func(id LaneID) bool { return j.Lane(id) != nil }
	next := *v
	next.HideLanes, next.CollapsedLanes = kept(v.HideLanes, there), kept(v.CollapsedLanes, there)
	next.Collapsed = kept(v.Collapsed, func(id StageID) bool { return j.Stage(id) != nil })
	next.Heights = kept(v.Heights, func(h LaneHeight) bool { return there(h.Lane) })
	if len(next.HideLanes) == len(v.HideLanes) && len(next.CollapsedLanes) == len(v.CollapsedLanes) &&
		len(next.Collapsed) == len(v.Collapsed) && len(next.Heights) == len(v.Heights) {
		return v
	}
	return &next
}

func checkView(w *Workspace, v *View) error {
	c := checking(ViewRecord, "", string(v.ID))
	c.id(string(v.ID))
	c.name("Name", v.Name)
	c.filter(w, &v.Filter)
	c.refers(w.Metric(v.Metric) != nil, "Metric", MetricRecord, string(v.Metric))
	c.number("Column", Some(v.Column), 0, MaxNumber)
	c.number("Label", Some(v.Label), 0, MaxNumber)
	c.require(v.Journey != "", "Journey", "is empty")
	j := w.Journey(v.Journey)
	c.refers(j != nil, "Journey", JourneyRecord, string(v.Journey))
	if j == nil {
		return c.err
	}
	for _, id := range v.HideLanes {
		c.require(j.Lane(id) != nil, "HideLanes", "names a lane that does not exist")
	}
	for _, id := range v.CollapsedLanes {
		c.require(j.Lane(id) != nil, "CollapsedLanes", "names a lane that does not exist")
	}
	for _, id := range v.Collapsed {
		c.require(j.Stage(id) != nil, "Collapsed", "names a stage that does not exist")
	}
	for _, h := range v.Heights {
		c.require(j.Lane(h.Lane) != nil, "Heights", "names a lane that does not exist")
		c.number("Heights", Some(h.Height), 0, MaxNumber)
	}
	return c.err
}

func (c *checks) filter(w *Workspace, f *Filter) {
	for _, id := range f.Personas {
		c.require(id != "", "Filter", "names a persona without an id")
		c.refers(w.Persona(id) != nil, "Filter", PersonaRecord, string(id))
	}
	for _, id := range f.Channels {
		c.require(id != "", "Filter", "names a channel without an id")
		c.refers(w.Channel(id) != nil, "Filter", ChannelRecord, string(id))
	}
	c.list("Filter", f.Tags)
	for _, k := range f.Kinds {
		oneOf(c, "Filter", k, true, Kinds...)
	}
	for _, e := range f.Evidence {
		oneOf(c, "Filter", e, true, Assumption, Partial, Validated)
	}
}
