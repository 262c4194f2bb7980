package tool

import "strconv"

// Words says what the gesture does and what can be done about it, for the status bar; empty for none.
func (p Preview) Words() string {
	switch p.Kind {
	case MovingCards:
		return p.moving() + ". Ctrl copies, Esc cancels"
	case MovingStage, MovingStep, MovingLane, Spanning, Mooding:
		return p.shaping() + ". Esc cancels"
	case Marqueeing:
		return count(len(p.Refs), "card") + " in the frame"
	}
	return ""
}

func (p Preview) moving() string {
	verb := "Moving "
	if p.Copy {
		verb = "Copying "
	}
	what := quoted(p.Title)
	if n := len(p.Cards); n > 1 {
		what = count(n, "card")
	}
	return verb + what + p.where()
}

func (p Preview) shaping() string {
	switch p.Kind {
	case Spanning:
		return "Spanning " + quoted(p.Title) + p.where()
	case Mooding:
		return "Mood of " + quoted(p.Title) + p.where()
	}
	return "Moving " + quoted(p.Title) + p.where()
}

// where says the target, or why there is none.
func (p Preview) where() string {
	switch {
	case p.Reason != "":
		return ": not possible. " + p.Reason
	case p.Target == "":
		return ""
	case p.Kind == Spanning:
		return " over " + p.Target
	}
	return " to " + p.Target
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// quotedLength is how much of a title the status bar shows, in characters.
const quotedLength = 24

func quoted(title string) string {
	if title == "" {
		return "a card"
	}
	r := []rune(title)
	if len(r) > quotedLength {
		return "“" + string(r[:quotedLength]) + "…”"
	}
	return "“" + title + "”"
}
