package app

import (
	"strings"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// libraryRows lists the records of a kind with what is to be known of each in a line.
func libraryRows(w *model.Workspace, kind model.RecordKind) []libraryRow {
	var rows []libraryRow
	add := func(id, name string, facts ...string) {
		var said []string
		for _, f := range facts {
			if f != "" {
				said = append(said, f)
			}
		}
		rows = append(rows, libraryRow{model.Ref{Kind: kind, ID: id}, name, strings.Join(said, " · ")})
	}
	switch kind {
	case model.PersonaRecord:
		for _, r := range w.Personas {
			add(string(r.ID), r.Name, r.Role, r.Segment)
		}
	case model.MetricRecord:
		for _, r := range w.Metrics {
			counted := ""
			if r.Uncounted {
				counted = "not part of health"
			}
			add(string(r.ID), r.Name, metric.DirectionText(r), r.Unit, counted)
		}
	case model.ChannelRecord:
		for _, r := range w.Channels {
			add(string(r.ID), r.Name, channelClassText(r.Class))
		}
	case model.OwnerRecord:
		for _, r := range w.Owners {
			who := "Person"
			if r.Team {
				who = "Team"
			}
			add(string(r.ID), r.Name, who, firstLine(r.Note))
		}
	case model.SystemRecord:
		for _, r := range w.Systems {
			owner := ""
			if o := w.Owner(r.Owner); o != nil {
				owner = o.Name
			}
			add(string(r.ID), r.Name, owner, firstLine(r.Note))
		}
	case model.SourceRecord:
		for _, r := range w.Sources {
			values := ""
			if d := w.Dataset(r.ID); d != nil {
				values = model.Count(d.Observations.Len(), "value")
			}
			add(string(r.ID), r.Name, values, r.File)
		}
	}
	return rows
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

func channelClassText(c model.ChannelClass) string {
	switch c {
	case model.Owned:
		return "Owned"
	case model.Earned:
		return "Earned"
	case model.Paid:
		return "Paid"
	}
	return ""
}
