package search_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"stagecraft/model"
	"stagecraft/model/search"
)

func TestPattern_FindsWhatReadsTheSame(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		options       search.Options
		want          []string
	}{
		{"cafe", "A Café, a CAFE\u0301 and a ｃａｆｅ", search.Options{}, []string{"Café", "CAFE\u0301", "ｃａｆｅ"}},
		{"Café", "the cafe", search.Options{}, []string{"cafe"}},
		{"strasse", "Große Straße", search.Options{}, []string{"Straße"}},
		{"s", "ß", search.Options{}, []string{"ß"}},
		{"check in", "Check\nin, check\u00a0in", search.Options{}, []string{"Check\nin", "check\u00a0in"}},
		{"Pay", "pay Pay PAY", search.Options{Case: true}, []string{"Pay"}},
		{"pay", "pay payment repay pay.", search.Options{Word: true}, []string{"pay", "pay"}},
		{"é", "eé", search.Options{Case: true}, []string{"e", "é"}},
		{"aa", "aaaa", search.Options{}, []string{"aa", "aa"}},
		{"e-mail", "E-mail, email", search.Options{}, []string{"E-mail"}},
		{"ΟΔΟΣ", "οδός", search.Options{}, []string{"οδός"}},
		{"하", "한국", search.Options{}, []string{"한"}},
		{"fi", "ﬁnd", search.Options{}, []string{"ﬁ"}},
		{" ", "a b", search.Options{}, nil},
		{"", "a b", search.Options{}, nil},
		{"x", "", search.Options{}, nil},
	} {
		var got []string
		for _, s := range search.NewPattern(c.pattern, c.options).Find(c.text) {
			got = append(got, c.text[s.From:s.To])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q with %+v in %q finds %q, want %q", c.pattern, c.options, c.text, got, c.want)
		}
	}
}

func FuzzPattern(f *testing.F) {
	f.Add("cafe", "a Café", false, true)
	f.Add("하", "한", true, false)
	f.Add("e", "e\u0301\u0327é\u0301", false, false)
	f.Add("\u0301", "\u0301a\xff", false, false)
	f.Fuzz(func(t *testing.T, pattern, text string, keepCase, word bool) {
		p := search.NewPattern(pattern, search.Options{Case: keepCase, Word: word})
		last := 0
		for _, s := range p.Find(text) {
			if s.From < last || s.To <= s.From || s.To > len(text) {
				t.Fatalf("%q in %q gives the span %+v after %d", pattern, text, s, last)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[s.From:s.To]) {
				t.Fatalf("%q in %q cuts a letter: %+v", pattern, text, s)
			}
			if len(search.NewPattern(pattern, search.Options{Case: keepCase}).Find(text[s.From:s.To])) == 0 {
				t.Fatalf("%q is not in %q, which it found", pattern, text[s.From:s.To])
			}
			last = s.To
		}
		if !word && !keepCase && strings.TrimSpace(pattern) != "" && strings.Contains(text, pattern) && utf8.ValidString(pattern) && utf8.ValidString(text) && !p.Empty() && last == 0 {
			t.Fatalf("%q was not found in %q", pattern, text)
		}
	})
}

// hotel is a workspace of two journeys in which "late" stands in several kinds of record.
func hotel(t *testing.T) *model.Workspace {
	w := model.Generate(2, 4, 3, 10, 20, 1)
	j := w.Journeys[0]
	card := *j.Cards[3]
	card.Title, card.Body, card.Tags = "The LATE train", "late, much too late", []string{"late"}
	first := model.NewJourney("Late check-out", model.JourneyMap)
	first.Scenario = "A late guest"
	return applied(t, w,
		model.EditCards{Journey: j.ID, Cards: []model.Card{card}},
		model.AddJourney{Journey: first, At: 1},
		model.PutPersona{Persona: model.Persona{ID: "p-late", Name: "Léa Late", Goals: []string{"Never late"}}})
}

func applied(t *testing.T, w *model.Workspace, commands ...model.Command) *model.Workspace {
	t.Helper()
	next, err := model.Group{Name: "test", Commands: commands}.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func found(w *model.Workspace, first model.JourneyID, p search.Pattern) (hits []search.Hit) {
	search.Search(context.Background(), w, first, p, func(more []search.Hit) { hits = append(hits, more...) })
	return hits
}

func TestSearch_FindsAllTextsTheOpenJourneyFirst(t *testing.T) {
	w := hotel(t)
	second := w.Journeys[1]
	hits := found(w, second.ID, search.NewPattern("late", search.Options{Word: true}))
	if len(hits) != 3 {
		t.Fatalf("%d records were found, want the journey, the card and the persona: %+v", len(hits), hits)
	}
	if hits[0].Ref.Journey != second.ID || hits[0].Count() != 2 {
		t.Errorf("the first hit is %+v, want the open journey's title and scenario", hits[0])
	}
	if card := hits[1]; card.Ref.Kind != model.CardRecord || card.Count() != 4 || len(card.Matches) != 3 {
		t.Errorf("the card is %+v, want its title, note and tag with 4 places", card)
	}
	if hits[2].Ref != (model.Ref{Kind: model.PersonaRecord, ID: "p-late"}) {
		t.Errorf("the last hit is %v, want the persona", hits[2].Ref)
	}
}

func TestSearch_CardsComeAsTheMapIsRead(t *testing.T) {
	w := model.Generate(4, 8, 5, 200, 0, 3)
	j := w.Journeys[0]
	hits := found(w, j.ID, search.NewPattern("e", search.Options{}))
	last := -1
	for _, h := range hits {
		if h.Ref.Kind != model.CardRecord {
			continue
		}
		c := j.Card(model.CardID(h.Ref.ID))
		row := slices.IndexFunc(j.Lanes, func(l *model.Lane) bool { return l.ID == c.Lane })
		place := j.StepIndex(c.Step)*1000 + row
		if place < last {
			t.Fatalf("card %s at step %d, lane %d comes after one that is read later", c.ID, place/1000, place%1000)
		}
		last = place
	}
	if last < 0 {
		t.Fatal("no card was found")
	}
}

func TestSearch_NamesOfOwnersLeadToTheirCards(t *testing.T) {
	w := model.Generate(2, 4, 3, 20, 0, 1)
	owner := model.Owner{ID: "o-night", Name: "Night desk"}
	j := w.Journeys[0]
	card := *j.Cards[0]
	card.Owner = owner.ID
	w = applied(t, w, model.PutOwner{Owner: owner}, model.EditCards{Journey: j.ID, Cards: []model.Card{card}})
	p := search.NewPattern(owner.Name, search.Options{})
	hits := found(w, j.ID, p)
	if !slices.ContainsFunc(hits, func(h search.Hit) bool { return h.Ref.ID == string(card.ID) }) {
		t.Errorf("%q does not find the card that it owns", owner.Name)
	}
	_, n := search.Replace(w, p, "Front desk", []model.Ref{{Kind: model.CardRecord, Journey: j.ID, ID: string(card.ID)}})
	if n != 0 {
		t.Errorf("replacing at the card would change %d places; the name is the owner's", n)
	}
}

func TestSearch_EndsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := search.Search(ctx, hotel(t), "", search.NewPattern("e", search.Options{}), func([]search.Hit) { t.Error("a cancelled search found something") })
	if err == nil {
		t.Error("a cancelled search says that it is complete")
	}
}

func TestReplace_ChangesTextsInOneStep(t *testing.T) {
	w := hotel(t)
	p := search.NewPattern("late", search.Options{Word: true})
	want := 0
	for _, h := range found(w, "", p) {
		want += h.Count()
	}
	c, n := search.Replace(w, p, "tardy", nil)
	if n != want {
		t.Fatalf("%d places are to change, want the %d that were found", n, want)
	}
	next, err := c.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	if hits := found(next, "", p); len(hits) != 0 {
		t.Errorf("after replacing all there is still %+v", hits)
	}
	card := next.Journeys[0].Card(w.Journeys[0].Cards[3].ID)
	if card.Title != "The tardy train" || card.Tags[0] != "tardy" {
		t.Errorf("the card reads %q with the tag %q", card.Title, card.Tags)
	}
	if w.Journeys[0].Cards[3].Tags[0] != "late" {
		t.Error("the workspace before was changed")
	}
	if got := len(model.Diff(w, next)); got != 3 {
		t.Errorf("%d records changed, want 3", got)
	}
	if err := model.Validate(next); err != nil {
		t.Error(err)
	}
	one, n := search.Replace(w, p, "tardy", []model.Ref{{Kind: model.PersonaRecord, ID: "p-late"}})
	if one == nil || n != 2 {
		t.Errorf("replacing in the persona alone changes %d places, want 2", n)
	}
	if none, n := search.Replace(w, search.NewPattern("nowhere at all", search.Options{}), "x", nil); none != nil || n != 0 {
		t.Error("replacing what is nowhere gives a command")
	}
}

func TestNear_NamesWhatWasMeant(t *testing.T) {
	w := hotel(t)
	near := search.Near(context.Background(), w, "chekc", 3)
	if len(near) == 0 || near[0] != "check" {
		t.Errorf("near chekc are %q, want check first", near)
	}
	if near := search.Near(context.Background(), w, "zzzzqqqq", 3); len(near) != 0 {
		t.Errorf("near zzzzqqqq are %q, want none", near)
	}
}

func TestRank(t *testing.T) {
	titles := []string{"Add card", "Add stage", "Add step", "Zoom in", "Zoom to 100 %", "Keyboard guide", "Move to…", "Heat on or off", "Café list", "Import spreadsheet…"}
	for query, want := range map[string]string{
		"step": "Add step", "ad st": "Add step", "zm": "", "zoom 100": "Zoom to 100 %", "guide key": "Keyboard guide",
		"cafe": "Café list", "spredsheet": "Import spreadsheet…", "mt": "Move to…", "xyz": "", "imprt": "Import spreadsheet…",
	} {
		best, score := "", 1<<30
		for _, title := range titles {
			if s, ok := search.Rank(query, title); ok && s < score {
				best, score = title, s
			}
		}
		if best != want && !(query == "ad st" && best == "Add stage") {
			t.Errorf("%q is best answered by %q, want %q", query, best, want)
		}
	}
	if s, ok := search.Rank("", "Anything"); !ok || s != 0 {
		t.Error("an empty query is not answered by all")
	}
}

func BenchmarkSearch_10000Cards(b *testing.B) {
	w := model.Generate(20, 100, 20, 10_000, 0, 1)
	p := search.NewPattern("guest", search.Options{})
	for b.Loop() {
		search.Search(context.Background(), w, "", p, func([]search.Hit) {})
	}
}
