package layout_test

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// A card's picture stands above its text in its own proportions, and within the card.
func TestPicture_HasItsProportions(t *testing.T) {
	for _, size := range [][2]int{{400, 100}, {300, 300}, {100, 400}, {1, 1}} {
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, size[0], size[1]))); err != nil {
			t.Fatal(err)
		}
		w := model.Generate(2, 3, 2, 6, 0, 1)
		j := w.Journeys[0]
		card := *j.Cards[0]
		picture := model.NewImage("a.png", "image/png", b.Bytes())
		plain := layout.Compute(w, j.ID, layout.Options{}).CardBox(card.ID)
		card.Image = picture.ID
		next, err := model.Group{Name: "Picture", Commands: []model.Command{model.PutImage{Image: picture}, model.EditCards{Journey: j.ID, Cards: []model.Card{card}}}}.Apply(w)
		if err != nil {
			t.Fatal(err)
		}
		box := layout.Compute(next, j.ID, layout.Options{}).CardBox(card.ID)
		if got, want := box.Image.H/box.Image.W, float64(size[1])/float64(size[0]); math.Abs(got-want) > 0.02*want {
			t.Errorf("%v: %v is of the proportion %.2f", size, box.Image, got)
		}
		if box.Image.W > box.Rect.W || box.Image.Bottom() > box.Rect.H || box.Image.H > 1.5*box.Rect.W || box.Image.X < 0 {
			t.Errorf("%v: %v is not within the card of %v by %v", size, box.Image, box.Rect.W, box.Rect.H)
		}
		for _, c := range next.Journeys[0].Cards {
			if other := layout.Compute(next, j.ID, layout.Options{}).CardBox(c.ID); c.ID != card.ID && c.Lane == card.Lane && other.Rect.H > plain.Rect.H && other.Rect.H >= box.Rect.H {
				t.Errorf("%v: a card without a picture grew to %v beside one of %v", size, other.Rect.H, box.Rect.H)
			}
		}
		if len(box.Title) > 0 && box.TitleAt[0].Y < box.Image.Bottom() || box.Height <= plain.Height {
			t.Errorf("%v: the text is not below the picture", size)
		}
	}
}
