package model_test

import (
	"math"
	"strings"
	"testing"

	"stagecraft/model"
)

func to(card, lane, step string, index int) model.CardMove {
	return model.CardMove{Card: model.CardID(card), To: model.Cell{Lane: model.LaneID(lane), Step: model.StepID(step)}, Index: index}
}

func TestCardCommands(t *testing.T) {
	d := func(id string) string { return string(model.DerivedID("salt", model.CardID(id))) }
	place := func(id, lane, step string, index int) model.PlacedCard {
		return model.PlacedCard{Card: model.Card{ID: model.CardID(id), Lane: model.LaneID(lane), Step: model.StepID(step)}, Index: index}
	}
	edited := func(id string, change func(*model.Card)) model.Card {
		c := *small().Journey(jid).Card(model.CardID(id))
		change(&c)
		return c
	}
	move := func(moves ...model.CardMove) model.Command { return model.MoveCards{Journey: jid, Moves: moves} }
	tests := []struct {
		name string
		do   model.Command
		want string
	}{
		{"add to an empty cell", model.AddCards{Journey: jid, Cards: []model.PlacedCard{place("n", "L", "a2", 5)}}, lines("L: a1(p q r) a2(n) b1(s)")},
		{"add first", model.AddCards{Journey: jid, Cards: []model.PlacedCard{place("n", "L", "a1", 0)}}, lines("L: a1(n p q r) b1(s)")},
		{"add several at their indexes", model.AddCards{Journey: jid, Cards: []model.PlacedCard{place("n", "L", "a1", 1), place("o", "L", "a1", 2), place("m", "M", "a2", 9)}},
			lines("L: a1(p n o q r) b1(s)", "M: a2(t m) b2(u+2)")},
		{"add none", model.AddCards{Journey: jid}, smallSketch},

		{"move within the cell, back", move(to("r", "L", "a1", 0)), lines("L: a1(r p q) b1(s)")},
		{"move within the cell, on", move(to("p", "L", "a1", 1)), lines("L: a1(q p r) b1(s)")},
		{"move within the cell, last", move(to("p", "L", "a1", 99)), lines("L: a1(q r p) b1(s)")},
		{"move to where it is", move(to("q", "L", "a1", 1)), smallSketch},
		{"move all to where they are", move(to("p", "L", "a1", 0), to("q", "L", "a1", 0), to("r", "L", "a1", 0)), smallSketch},
		{"move none", move(), smallSketch},
		{"move to another cell", move(to("q", "L", "b1", 0)), lines("L: a1(p r) b1(q s)")},
		{"move to another lane", move(to("q", "M", "a2", 1)), lines("L: a1(p r) b1(s)", "M: a2(t q) b2(u+2)")},
		{"move several to one index", move(to("r", "L", "b1", 0), to("p", "L", "b1", 0)), lines("L: a1(q) b1(r p s)")},
		{"move several to the end", move(to("r", "L", "b1", 9), to("p", "L", "b1", 5)), lines("L: a1(q) b1(s r p)")},
		{"move one out and one in", move(to("p", "L", "b1", 1), to("s", "L", "a1", 1)), lines("L: a1(q s r) b1(p)")},
		{"a span is cut at the end", move(to("v", "N", "b2", 0)), lines("N: b2(v+2) c1(x)")},
		{"a span that fits stays", move(to("v", "L", "a1", 0)), lines("L: a1(v+4 p q r) b1(s)", "N: c1(x)")},

		{"edit to another cell comes last", model.EditCards{Journey: jid, Cards: []model.Card{edited("s", func(c *model.Card) { c.Step = "a1" })}}, lines("L: a1(p q r s)")},
		{"edit in place", model.EditCards{Journey: jid, Cards: []model.Card{edited("q", func(c *model.Card) { c.Span = 3 })}}, lines("L: a1(p q+3 r) b1(s)")},
		{"edit one and move another", model.EditCards{Journey: jid, Cards: []model.Card{
			edited("q", func(c *model.Card) { c.Span = 2 }), edited("p", func(c *model.Card) { c.Lane = "M" }), edited("x", func(c *model.Card) { c.Step = "a2" }),
		}}, lines("L: a1(q+2 r) b1(s)", "M: a1(p) a2(t) b2(u+2)", "N: a2(v+4 x)")},
		{"edit nothing", model.EditCards{Journey: jid, Cards: []model.Card{edited("q", func(*model.Card) {})}}, smallSketch},

		{"duplicate beside", model.DuplicateCards{Journey: jid, Cards: []model.CardID{"p", "r", "t"}, Salt: "salt"},
			lines("L: a1(p "+d("p")+" q r "+d("r")+") b1(s)", "M: a2(t "+d("t")+") b2(u+2)")},
		{"duplicate with links", model.DuplicateCards{Journey: jid, Cards: []model.CardID{"p", "q", "s"}, Salt: "salt"},
			lines("L: a1(p "+d("p")+" q "+d("q")+" r) b1(s "+d("s")+")", "links: pq qs tv "+d("pq")+" "+d("qs"))},
		{"duplicate to places", model.DuplicateCards{Journey: jid, Cards: []model.CardID{"v"}, Moves: []model.CardMove{to("v", "M", "c1", 0)}, Salt: "salt"},
			lines("M: a2(t) b2(u+2) c1(" + d("v") + ")")},

		{"delete", model.DeleteCards{Journey: jid, Cards: []model.CardID{"q", "t", "q"}},
			lines("L: a1(p r) b1(s)", "M: b2(u+2)", "links:", "comments: on-A on-b1 on-M on-p on-j")},
		{"delete all", model.DeleteCards{Journey: jid, Cards: []model.CardID{"p", "q", "r", "s", "t", "u", "v", "x"}},
			lines("L:", "M:", "N:", "links:", "comments: on-A on-b1 on-M on-j")},

		{"add link", model.AddLink{Journey: jid, Link: model.Link{ID: "qp", From: "q", To: "p", Kind: model.Flow}}, lines("links: pq qs tv qp")},
		{"add link of another kind", model.AddLink{Journey: jid, Link: model.Link{ID: "pq2", From: "p", To: "q", Kind: model.Handoff}}, lines("links: pq qs tv pq2")},
		{"edit link", model.EditLink{Journey: jid, Link: model.Link{ID: "qs", From: "p", To: "x", Kind: model.Causes, Label: "by post"}}, smallSketch},
		{"edit link to itself", model.EditLink{Journey: jid, Link: *small().Journeys[0].Links[1]}, smallSketch},
		{"delete links", model.DeleteLinks{Journey: jid, Links: []model.LinkID{"qs", "pq"}}, lines("links: tv", "comments: on-A on-b1 on-M on-p on-j")},
		{"delete no links", model.DeleteLinks{Journey: jid}, smallSketch},
		{"delete comment", model.DeleteComment{Journey: jid, Comment: "on-M"}, lines("comments: on-A on-b1 on-p on-qs on-j")},
		{"put comment", model.PutComment{Journey: jid, Comment: model.Comment{ID: "on-u", On: model.Ref{Kind: model.CardRecord, Journey: jid, ID: "u"}}},
			lines("comments: on-A on-b1 on-M on-p on-qs on-j on-u")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := small()
			next := apply(t, w, test.do)
			if got := sketch(next.Journey(jid)); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if test.want == smallSketch && test.name != "edit link" && next != w {
				t.Error("nothing changed, but the workspace is another one")
			}
		})
	}
}

func TestCardCommands_Refused(t *testing.T) {
	with := func(change func(*model.Card)) model.Command {
		c := model.Card{ID: "n", Lane: "L", Step: "a1"}
		change(&c)
		return model.AddCards{Journey: jid, Cards: []model.PlacedCard{{Card: c}}}
	}
	link := func(from, to string, kind model.LinkKind) model.Command {
		return model.AddLink{Journey: jid, Link: model.Link{ID: "n", From: model.CardID(from), To: model.CardID(to), Kind: kind}}
	}
	tests := []struct {
		name          string
		do            model.Command
		field, reason string
	}{
		{"no lane", with(func(c *model.Card) { c.Lane = "Q" }), "Lane", "does not exist"},
		{"empty lane", with(func(c *model.Card) { c.Lane = "" }), "Lane", "empty"},
		{"no step", with(func(c *model.Card) { c.Step = "q1" }), "Step", "does not exist"},
		{"span past the end", with(func(c *model.Card) { c.Span = 7 }), "Span", "past the last"},
		{"strange kind", with(func(c *model.Card) { c.Kind = "dream" }), "Kind", "none of those"},
		{"mood too high", with(func(c *model.Card) { c.Emotion = model.Some(2.5) }), "Emotion", "outside -2 to 2"},
		{"mood of nothing", with(func(c *model.Card) { c.Expected = model.Some(math.NaN()) }), "Expected", "not a number"},
		{"severity", with(func(c *model.Card) { c.Severity = 4 }), "Severity", "0 to 3"},
		{"evidence", with(func(c *model.Card) { c.Evidence = "hearsay" }), "Evidence", "none of those"},
		{"votes", with(func(c *model.Card) { c.Votes = -1 }), "Votes", "negative"},
		{"duration", with(func(c *model.Card) { c.Duration = model.Some(-1.0) }), "Duration", "negative"},
		{"cost", with(func(c *model.Card) { c.Cost = model.Some(math.Inf(1)) }), "Cost", "not a number"},
		{"channel", with(func(c *model.Card) { c.Channel = "fax" }), "Channel", "does not exist"},
		{"owner", with(func(c *model.Card) { c.Owner = "nobody" }), "Owner", "does not exist"},
		{"system", with(func(c *model.Card) { c.System = "none" }), "System", "does not exist"},
		{"persona", with(func(c *model.Card) { c.Persona = "bob" }), "Persona", "does not exist"},
		{"image", with(func(c *model.Card) { c.Image = "none" }), "Image", "does not exist"},
		{"body", with(func(c *model.Card) { c.Body = strings.Repeat("x", model.MaxText+1) }), "Body", "longer"},
		{"tags", with(func(c *model.Card) { c.Tags = make([]string, model.MaxList+1) }), "Tags", "more than"},
		{"id in use", with(func(c *model.Card) { c.ID = "p" }), "ID", "in use"},
		{"id with a tab", with(func(c *model.Card) { c.ID = "a\tb" }), "ID", "tab"},
		{"id twice", model.AddCards{Journey: jid, Cards: []model.PlacedCard{{Card: model.Card{ID: "n", Lane: "L", Step: "a1"}}, {Card: model.Card{ID: "n", Lane: "L", Step: "a1"}}}}, "ID", "in use"},
		{"edit of none", model.EditCards{Journey: jid, Cards: []model.Card{{ID: "n", Lane: "L", Step: "a1"}}}, "", "does not exist"},
		{"edit twice", model.EditCards{Journey: jid, Cards: []model.Card{{ID: "p", Lane: "L", Step: "a1"}, {ID: "p", Lane: "L", Step: "a1"}}}, "ID", "named twice"},
		{"move of none", model.MoveCards{Journey: jid, Moves: []model.CardMove{to("n", "L", "a1", 0)}}, "", "does not exist"},
		{"move twice", model.MoveCards{Journey: jid, Moves: []model.CardMove{to("p", "L", "a1", 0), to("p", "L", "a2", 0)}}, "ID", "named twice"},
		{"move to no step", model.MoveCards{Journey: jid, Moves: []model.CardMove{to("p", "L", "q", 0)}}, "Step", "does not exist"},
		{"duplicate twice", model.DuplicateCards{Journey: jid, Cards: []model.CardID{"p", "p"}}, "ID", "named twice"},
		{"delete of none", model.DeleteCards{Journey: jid, Cards: []model.CardID{"p", "n"}}, "", "does not exist"},
		{"link to itself", link("p", "p", model.Flow), "To", "two different"},
		{"link to none", link("p", "n", model.Flow), "To", "does not exist"},
		{"link again", link("p", "q", model.Flow), "", "same two cards"},
		{"link of no kind", link("p", "s", ""), "Kind", "empty"},
		{"edit a link onto another", model.EditLink{Journey: jid, Link: model.Link{ID: "qs", From: "p", To: "q", Kind: model.Flow}}, "", "same two cards"},
		{"comment on none", model.PutComment{Journey: jid, Comment: model.Comment{ID: "n", On: model.Ref{Kind: model.CardRecord, Journey: jid, ID: "n"}}}, "On", "does not exist"},
		{"comment elsewhere", model.PutComment{Journey: jid, Comment: model.Comment{ID: "n", On: model.Ref{Kind: model.CardRecord, Journey: "k", ID: "p"}}}, "On", "another journey"},
		{"comment on a comment", model.PutComment{Journey: jid, Comment: model.Comment{ID: "n", On: model.Ref{Kind: model.CommentRecord, Journey: jid, ID: "on-p"}}}, "On", "does not exist"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { refused(t, small(), test.do, test.field, test.reason) })
	}
}

func TestAddCards_TakesACopy(t *testing.T) {
	tags := []string{"one"}
	c := model.AddCards{Journey: jid, Cards: []model.PlacedCard{{Card: model.Card{ID: "n", Lane: "L", Step: "a1", Tags: tags}}}}
	w := apply(t, small(), c)
	tags[0] = "other"
	if got := w.Journey(jid).Card("n"); got.Tags[0] != "one" || got.Span != 1 {
		t.Errorf("got tags %v, span %d", got.Tags, got.Span)
	}
}

func TestMergeLanes_KeepsKinds(t *testing.T) {
	w := apply(t, small(), model.MergeLanes{Journey: jid, Lane: "M", Into: "N"})
	j := w.Journey(jid)
	if got := j.KindOf(j.Card("t")); got != model.KindPain {
		t.Errorf("the pain became %q", got)
	}
	w = apply(t, w, model.AddLane{Journey: jid, Lane: model.Lane{ID: "O", Kind: model.KindBackstage}})
	w = apply(t, w, model.MergeLanes{Journey: jid, Lane: "N", Into: "O"})
	if got := w.Journey(jid).Card("x").Kind; got != "" {
		t.Errorf("a card of lanes of one kind got the kind %q of its own", got)
	}
}

func TestGroup_IsDoneWhollyOrNotAtAll(t *testing.T) {
	w := small()
	g := model.Group{Name: "Both", Commands: []model.Command{
		model.DeleteLane{Journey: jid, Lane: "L"}, model.DeleteLane{Journey: jid, Lane: "L"},
	}}
	refused(t, w, g, "", "does not exist")
	g.Commands = g.Commands[:1]
	if next := apply(t, w, g); next.Journey(jid).Lane("L") != nil {
		t.Error("the lane is still there")
	}
}
