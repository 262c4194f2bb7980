package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// plural writes a count with its noun.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func lowerFirst(s string) string {
	runes := []rune(s)
	if len(runes) > 1 && unicode.IsUpper(runes[1]) { // an abbreviation
		return s
	}
	if len(runes) > 0 {
		runes[0] = unicode.ToLower(runes[0])
	}
	return string(runes)
}

func kindText(k model.JourneyKind) string {
	switch k {
	case model.Future:
		return "Future"
	case model.DayInLife:
		return "A day in the life"
	}
	return "Current"
}

// placeText names a step as panels do: "3.2 Check in online".
func placeText(j *model.Journey, id model.StepID) string {
	step := j.Step(id)
	if step == nil {
		return ""
	}
	return strings.TrimSpace(j.StepNumber(id) + " " + step.Title)
}

// cardTitle names a card in a list: by its title or the first line of its note, else by its mood.
func cardTitle(c *model.Card) string {
	for _, text := range []string{c.Title, c.Body} {
		if line := strings.TrimSpace(strings.SplitN(text, "\n", 2)[0]); line != "" {
			return line
		}
	}
	if c.Emotion.Known {
		return "Mood " + model.MoodName(c.Emotion.Value)
	}
	return "Untitled"
}

// kindIcon returns the icon of a kind of card or lane.
func kindIcon(k model.Kind) string {
	if k == model.KindChannel {
		return "lane-channel-switch"
	}
	return "lane-" + string(k)
}

// severityText names a severity in a list.
func severityText(n int) string {
	if name := model.SeverityName(n); name != "" {
		return strconv.Itoa(n) + " " + name
	}
	return "None"
}

// statusText names a status; a journey without one is a draft.
func statusText(s model.Status) string {
	if s == "" {
		s = model.Draft
	}
	return s.Name()
}

// kindToken is the colour of a kind's lines and icons.
func kindToken(k model.Kind) string { return scene.KindToken(k) + "-l" }

// channelIcon returns the icon of a channel, or of the contact itself when there is none.
func channelIcon(c *model.Channel) string {
	if c == nil {
		c = &model.Channel{}
	}
	return layout.ChannelIcon(c)
}

// dateText writes a day as people do: "15 Nov 2026", without the year when it is now's.
func dateText(t, now time.Time) string {
	if t.Year() == now.Year() {
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}

// whenText writes a moment as a list of recent files does.
func whenText(t, now time.Time) string {
	if t.IsZero() { // a comment from elsewhere may not say
		return ""
	}
	day := func(t time.Time) string { return t.Local().Format(time.DateOnly) }
	switch day(t) {
	case day(now):
		return "Today " + t.Local().Format("15:04")
	case day(now.AddDate(0, 0, -1)):
		return "Yesterday"
	}
	return dateText(t.Local(), now)
}

// overdue reports whether a journey's review date is past.
func overdue(j *model.Journey, now time.Time) bool {
	return j.ReviewDate != "" && string(j.ReviewDate) < now.Format(time.DateOnly)
}

// reviewText says when a journey is to be reviewed; empty when no date is set.
func reviewText(j *model.Journey, now time.Time) string {
	date, err := time.Parse(time.DateOnly, string(j.ReviewDate))
	switch {
	case err != nil:
		return ""
	case overdue(j, now):
		return "Review overdue since " + dateText(date, now)
	}
	return "Review due " + dateText(date, now)
}

// assumptionShare returns how many of a journey's cards are assumptions, 0..1, and false when it has
// no cards.
func assumptionShare(j *model.Journey) (float64, bool) {
	if len(j.Cards) == 0 {
		return 0, false
	}
	n := 0
	for _, c := range j.Cards {
		if c.Evidence == "" || c.Evidence == model.Assumption {
			n++
		}
	}
	return float64(n) / float64(len(j.Cards)), true
}

// freeName returns the n-th candidate for a new file's path.
func freeName(folder, title string, n int) string {
	name := fileName(title)
	if n > 1 {
		name = fmt.Sprintf("%s %d", name, n)
	}
	return filepath.Join(folder, name+".stage")
}

// fileName makes a title into a name that every file system takes.
func fileName(title string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`<>:"/\|?*`, r) {
			return ' '
		}
		return r
	}, title)
	name = strings.Join(strings.Fields(name), " ")
	name = strings.Trim(name, " .")
	if runes := []rune(name); len(runes) > 80 {
		name = strings.TrimSpace(string(runes[:80]))
	}
	if name == "" {
		return "Untitled"
	}
	return name
}

// shortFolder writes the folder of a path as the last two names of it.
func shortFolder(path string) string {
	dir := filepath.Dir(path)
	if home, err := os.UserHomeDir(); err == nil && dir == home {
		return "Home"
	}
	parent, last := filepath.Base(filepath.Dir(dir)), filepath.Base(dir)
	if parent == "." || parent == string(filepath.Separator) {
		return last
	}
	return parent + " / " + last
}
