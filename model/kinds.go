package model

// kindText is how a kind is spoken of.
type kindText struct{ name, hint, help string }

var kindTexts = map[Kind]kindText{
	KindAction:      {"Customer actions", "what I do", "What the customer does at each step, as a verb: \"compares two rooms\"."},
	KindDoing:       {"Doing", "what we observed", "Behaviour that was observed, as one side of the empathy map."},
	KindThinking:    {"Thinking", "in my mind", "What goes through the customer's mind: questions, doubts, expectations."},
	KindFeeling:     {"Feeling", "in a word", "What the customer feels, named in a word: relieved, rushed, unsure."},
	KindSaying:      {"Saying", "in my words", "What customers say, as quotes from interviews, calls and reviews."},
	KindEmotion:     {"Emotion", "mood from -2 to +2", "The emotional curve: one mood from -2 to +2 for each step and persona."},
	KindPain:        {"Pains", "severity 1 to 3", "What hinders, annoys or stops the customer, with a severity from 1 to 3."},
	KindGain:        {"Gains", "what helps me", "What helps or delights the customer and should be kept."},
	KindTouchpoint:  {"Touchpoints", "where we meet", "Where customer and organisation meet, each through one channel."},
	KindChannel:     {"Channels", "web, app, phone", "The media in use at each step, and where the customer changes between them."},
	KindEvidence:    {"Physical evidence", "seen and kept", "Everything tangible that the customer meets: pages, letters, signs, rooms, packaging."},
	KindFrontstage:  {"Frontstage actions", "in plain sight", "What staff and systems do in sight of the customer."},
	KindBackstage:   {"Backstage actions", "out of sight", "What staff do out of sight so that the frontstage works."},
	KindSupport:     {"Support processes", "tools, partners", "Processes of other teams and partners on which front and backstage stand."},
	KindSystem:      {"Systems", "technology", "The technology that carries each step."},
	KindPolicy:      {"Policies", "rules that apply", "Rules, laws and agreements that shape what can be done."},
	KindMetric:      {"Metrics", "measured values", "The values of one metric at each step, with target, trend and sample size."},
	KindOpportunity: {"Opportunities", "what to improve", "Ideas and possible improvements, tied to the pains that they answer."},
	KindNote:        {"Notes", "open questions", "Open questions, assumptions to test and other remarks."},
}

// Name returns the kind in the field's words, as a lane of it is titled: "Customer actions". It is
// the kind itself for a kind that does not exist.
func (k Kind) Name() string {
	if t, ok := kindTexts[k]; ok {
		return t.name
	}
	return string(k)
}

// Help returns one sentence that says what cards of this kind hold, or an empty text for a kind that
// does not exist.
func (k Kind) Help() string { return kindTexts[k].help }

// Hint returns the few words that stand under the title of a new lane of this kind.
func (k Kind) Hint() string { return kindTexts[k].hint }
