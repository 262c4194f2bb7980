package export

import (
	"strconv"
	"strings"
	"time"

	"stagecraft/model"
)

// kindWords says what a journey is: "Service blueprint", and its state: "current state".
func kindWords(j *model.Journey) (what, state string) {
	what = "Journey map"
	if len(model.BlueprintLines(j.Lanes)) > 0 {
		what = "Service blueprint"
	}
	switch j.Kind {
	case model.Future:
		state = "future state"
	case model.DayInLife:
		return "Day in the life", ""
	default:
		state = "current state"
	}
	return what, state
}

func kindShort(j *model.Journey) string {
	what, state := kindWords(j)
	what = strings.TrimPrefix(what, "Service ")
	what = strings.ToUpper(what[:1]) + what[1:]
	if state == "" {
		return what
	}
	return what + ", " + strings.TrimSuffix(state, " state")
}

// personaWords names the personas, the main one first: "Maya (and Jonas)", "Maya Lindqvist (and 2 more)".
func personaWords(w *model.Workspace, j *model.Journey) string {
	var names []string
	for _, id := range j.Personas {
		if p := w.Persona(id); p != nil {
			names = append(names, p.Name)
		}
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	others := strings.Join(names[1:], ", ")
	if len(names[0])+len(others) > 24 && len(names) > 2 {
		others = strconv.Itoa(len(names)-1) + " more"
	}
	return names[0] + " (and " + others + ")"
}

func ownerName(w *model.Workspace, id model.OwnerID) string {
	if o := w.Owner(id); o != nil {
		return o.Name
	}
	return ""
}

// dateWords writes a day as "1 Oct 2025", the same in every language's reading order.
func dateWords(d model.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return t.Format("2 Jan 2006")
}

// periodWords writes a period: "September 2025", "week 14 of 2026", "first quarter of 2026".
func periodWords(p model.Period) string {
	text := string(p)
	if t, err := time.Parse("2006-01-02", text); err == nil {
		return t.Format("2 January 2006")
	}
	if t, err := time.Parse("2006-01", text); err == nil {
		return t.Format("January 2006")
	}
	if year, week, ok := strings.Cut(text, "-W"); ok {
		return "week " + strings.TrimLeft(week, "0") + " of " + year
	}
	if year, quarter, ok := strings.Cut(text, "-Q"); ok {
		return "quarter " + quarter + " of " + year
	}
	return text
}

// periodsWords writes from when to when values are: "April to September 2026".
func periodsWords(chosen model.Period, all []model.Period) string {
	switch {
	case chosen != "":
		return periodWords(chosen)
	case len(all) == 0 || len(all) == 1 && all[0] == "":
		return ""
	case len(all) == 1:
		return periodWords(all[0])
	}
	from, to := periodWords(all[0]), periodWords(all[len(all)-1])
	if n := len(from) - len(" 2006"); n > 0 && strings.HasSuffix(to, from[n:]) && strings.Count(from, " ") == 1 {
		from = from[:n] // two months of one year
	}
	return from + " to " + to
}
