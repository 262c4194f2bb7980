package tool

import "stagecraft/model"

// Words says what the gesture does and what can be done about it, for the status bar; empty for none.
func (p Preview) Words() string {
	switch p.Kind {
	case MovingCards:
		return p.moving() + ". Ctrl copies, Esc cancels"
	case MovingStage, MovingStep, MovingLane, Spanning, Mooding:
		return p.shaping() + ". Esc cancels"
	case Sizing:
		return p.Target + ". Esc cancels"
	case Linking:
		return p.linking()
	case Marqueeing:
		return model.Count(len(p.Refs), "card") + " in the frame"
	}
	return ""
}

func (p Preview) moving() string {
	verb := "Moving "
	if p.Copy {
		verb = "Copying "
	}
	what := Quoted(p.Title)
	if n := len(p.Cards); n > 1 {
		what = model.Count(n, "card")
	}
	return verb + what + p.where()
}

func (p Preview) shaping() string {
	switch p.Kind {
	case Spanning:
		return "Spanning " + Quoted(p.Title) + p.where()
	case Mooding:
		if p.Expected {
			return "Expected mood of " + Quoted(p.Title) + p.where()
		}
		return "Mood of " + Quoted(p.Title) + p.where()
	}
	return "Moving " + Quoted(p.Title) + p.where()
}

func (p Preview) linking() string {
	how := "Drag to the other card, Esc cancels"
	switch {
	case p.Keys && p.To == "":
		how = "Arrows choose the other card, Esc cancels"
	case p.Keys:
		how = "Arrows choose, Enter links, Esc cancels"
	case p.To != "":
		how = "Let go to link, Esc cancels"
	}
	return "Link from " + Quoted(p.Title) + p.where() + ". " + how
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

// quotedLength is how much of a title the status bar shows, in characters.
const quotedLength = 24

// Quoted returns a title in quotation marks, cut to what the status bar shows; "a card" when it is empty.
func Quoted(title string) string {
	if title == "" {
		return "a card"
	}
	r := []rune(title)
	if len(r) > quotedLength {
		return "“" + string(r[:quotedLength]) + "…”"
	}
	return "“" + title + "”"
}
