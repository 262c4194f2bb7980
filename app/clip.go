package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"stagecraft/model"
	"stagecraft/store"
)

// clip is copied cards with all that they are, and what they refer to in the library. The clipboard
// itself carries only text, the titles in rows and columns, so that spreadsheets and other programs get
// something clean; the clip lies on the shelf and is found again by that text.
type clip struct {
	Cards    []clipCard       `json:"cards"`
	Links    []*model.Link    `json:"links,omitempty"`
	Personas []*model.Persona `json:"personas,omitempty"`
	Channels []*model.Channel `json:"channels,omitempty"`
	Owners   []*model.Owner   `json:"owners,omitempty"`
	Systems  []*model.System  `json:"systems,omitempty"`
	Images   []*model.Image   `json:"images,omitempty"`
}

// clipCard is a card and how far it lies from the first one in steps and lanes.
type clipCard struct {
	Card model.Card `json:"card"`
	Step int        `json:"step"`
	Lane int        `json:"lane"`
	Kind model.Kind `json:"kind"` // of the lane that it lay in
}

// clipOf gathers cards, the lanes counted as the board shows them.
func clipOf(w *model.Workspace, j *model.Journey, hidden []model.LaneID, cards []*model.Card) (clip, [][]string) {
	var c clip
	row := map[model.LaneID]int{}
	for _, l := range j.Lanes {
		if !slices.Contains(hidden, l.ID) {
			row[l.ID] = len(row)
		}
	}
	step, lane := 1<<30, 1<<30
	for _, card := range cards {
		step, lane = min(step, j.StepIndex(card.Step)), min(lane, row[card.Lane])
	}
	var table [][]string
	copied := map[model.CardID]bool{}
	for _, card := range cards {
		it := clipCard{*card, j.StepIndex(card.Step) - step, row[card.Lane] - lane, ""}
		if from := j.Lane(card.Lane); from != nil {
			it.Kind = from.Kind
		}
		it.Card.Kind = j.KindOf(card)
		c.Cards = append(c.Cards, it)
		table = entered(table, it.Lane, it.Step, clipTitle(card))
		copied[card.ID] = true
		c.takeLibrary(w, card)
	}
	for _, l := range j.Links {
		if copied[l.From] && copied[l.To] {
			c.Links = append(c.Links, l)
		}
	}
	return c, table
}

// entered writes a text into a cell of a table that grows as needed; texts of one cell stand in lines.
func entered(table [][]string, row, column int, text string) [][]string {
	width := column + 1
	if len(table) > 0 {
		width = max(width, len(table[0]))
	}
	for len(table) <= row {
		table = append(table, nil)
	}
	for i := range table {
		table[i] = append(table[i], make([]string, width-len(table[i]))...)
	}
	if table[row][column] != "" {
		text = table[row][column] + "\n" + text
	}
	table[row][column] = text
	return table
}

// clipTitle is a card's text in a table: its title, else its mood, else its note.
func clipTitle(c *model.Card) string {
	switch {
	case strings.TrimSpace(c.Title) != "":
		return strings.TrimSpace(c.Title)
	case c.Emotion.Known:
		return model.MoodName(c.Emotion.Value)
	}
	return cardTitle(c)
}

func (c *clip) takeLibrary(w *model.Workspace, card *model.Card) {
	c.Personas = with(c.Personas, w.Persona(card.Persona))
	c.Channels = with(c.Channels, w.Channel(card.Channel))
	c.Owners = with(c.Owners, w.Owner(card.Owner))
	c.Systems = with(c.Systems, w.System(card.System))
	c.Images = with(c.Images, w.Image(card.Image))
}

// with returns the list with a record that it lacks; nil is none.
func with[R any](list []*R, r *R) []*R {
	if r == nil || slices.Contains(list, r) {
		return list
	}
	return append(list, r)
}

// items returns the clip's cards for pasting at a cell, and the spot to which their rows count. The first
// row goes to the cell's lane; every other goes as far below it as it was copied, but to the nearest lane
// of the kind that it came from where the one at that distance is of another.
func (c *clip) items(j *model.Journey, hidden []model.LaneID, cell model.Cell) ([]pasteItem, pasteSpot) {
	lanes := visibleLanes(j, hidden)
	first := max(slices.IndexFunc(lanes, func(l *model.Lane) bool { return l.ID == cell.Lane }), 0)
	spot := pasteSpot{journey: j, step: j.StepIndex(cell.Step), kinds: map[int]model.Kind{}}
	top := first
	var items []pasteItem
	for _, it := range c.Cards {
		if it.Step < 0 || it.Lane < 0 || it.Step >= model.MaxSteps || it.Lane >= model.MaxLanes {
			continue
		}
		row := first + it.Lane
		if it.Lane > 0 {
			row = nearestLane(lanes, row, it.Kind)
		}
		top = min(top, row)
		items = append(items, pasteItem{row, it.Step, it.Card})
		if slices.Contains(model.Kinds, it.Kind) {
			spot.kinds[row] = it.Kind
		}
	}
	spot.lanes = lanes[top:]
	kinds := map[int]model.Kind{}
	for row, kind := range spot.kinds {
		kinds[row-top] = kind
	}
	spot.kinds = kinds
	for i := range items {
		items[i].row -= top
	}
	return items, spot
}

// nearestLane returns the index of the lane of a kind that is nearest to an index, or that index when
// there is none.
func nearestLane(lanes []*model.Lane, at int, kind model.Kind) int {
	for d := range max(len(lanes), at+1) {
		for _, i := range []int{at + d, at - d} {
			if i >= 0 && i < len(lanes) && lanes[i].Kind == kind {
				return i
			}
		}
	}
	return at
}

// settle makes the items' references good in a workspace: what it has under the same id or name is used,
// the rest comes along by the commands that it returns.
func (c *clip) settle(w *model.Workspace, items []pasteItem) []model.Command {
	var parts []model.Command
	personas := settled(c.Personas, w.Personas, func(p *model.Persona) (model.PersonaID, string) { return p.ID, p.Name }, func(p model.Persona) {
		p.Photo = ""
		parts = append(parts, model.PutPersona{Persona: p})
	})
	channels := settled(c.Channels, w.Channels, func(r *model.Channel) (model.ChannelID, string) { return r.ID, r.Name }, func(r model.Channel) {
		parts = append(parts, model.PutChannel{Channel: r})
	})
	owners := settled(c.Owners, w.Owners, func(r *model.Owner) (model.OwnerID, string) { return r.ID, r.Name }, func(r model.Owner) {
		parts = append(parts, model.PutOwner{Owner: r})
	})
	systems := settled(c.Systems, w.Systems, func(r *model.System) (model.SystemID, string) { return r.ID, r.Name }, func(r model.System) {
		r.Owner = ""
		parts = append(parts, model.PutSystem{System: r})
	})
	images := settled(c.Images, w.Images, func(r *model.Image) (model.ImageID, string) { return r.ID, string(r.ID) }, func(r model.Image) {
		parts = append(parts, model.PutImage{Image: r})
	})
	for i := range items {
		card := &items[i].card
		card.Persona, card.Channel, card.Owner = personas[card.Persona], channels[card.Channel], owners[card.Owner]
		card.System, card.Image = systems[card.System], images[card.Image]
	}
	return parts
}

// settled says which id of a workspace stands for each record of a clip. Put is called for those that
// the workspace lacks.
func settled[K ~string, R any](from, have []*R, key func(*R) (K, string), put func(R)) map[K]K {
	ids := map[K]K{}
	for _, r := range from {
		id, name := key(r)
		at := slices.IndexFunc(have, func(h *R) bool { k, _ := key(h); return k == id })
		if at < 0 {
			at = slices.IndexFunc(have, func(h *R) bool { _, n := key(h); return strings.EqualFold(n, name) })
		}
		if at >= 0 {
			ids[id], _ = key(have[at])
			continue
		}
		ids[id] = id
		put(*r)
	}
	return ids
}

// links returns the commands that join the pasted cards as the copied ones were joined; made holds the
// copies' ids.
func (c *clip) links(j model.JourneyID, made map[model.CardID]model.CardID) []model.Command {
	var parts []model.Command
	for _, l := range c.Links {
		from, to := made[l.From], made[l.To]
		if from == "" || to == "" {
			continue
		}
		link := *l
		link.ID, link.From, link.To = model.NewID[model.LinkID](), from, to
		parts = append(parts, model.AddLink{Journey: j, Link: link})
	}
	return parts
}

// shelf is the file that holds the newest clip for every running Stagecraft of this user.
type shelf struct {
	Text string `json:"text"` // the SHA-256 of the clipboard's text that it belongs to
	Clip clip   `json:"clip"`
}

// The largest shelf that is written or read: past it only the titles travel.
const maxShelf = 48 << 20

var errShelfTooLarge = errors.New("the copied cards are too large for the shelf")

func shelfPath() (string, error) {
	folder, err := os.UserCacheDir()
	return filepath.Join(folder, "stagecraft", "clip.json"), err
}

// textSum tells clipboard texts apart, whatever line ends they came back with.
func textSum(text string) string {
	sum := sha256.Sum256([]byte(strings.TrimRight(model.CleanText(text), "\n")))
	return hex.EncodeToString(sum[:])
}

// shelving is what is to be put on the shelf in the background; of two copies the later stays.
type shelving struct {
	mu   sync.Mutex
	last atomic.Int64 // the number of the copy that was asked for last
}

// keepForOthers puts a clip on the shelf, for other windows of the program. Without it they get the titles.
func (p *Program) keepForOthers(text string, c clip) {
	nr := p.shelving.last.Add(1)
	p.Background("keep the copied cards for other windows", func(context.Context) func() {
		p.shelving.mu.Lock()
		defer p.shelving.mu.Unlock()
		if nr == p.shelving.last.Load() {
			_ = putOnShelf(text, c)
		}
		return nil
	})
}

// putOnShelf keeps a clip for the clipboard's text.
func putOnShelf(text string, c clip) error {
	path, err := shelfPath()
	if err != nil {
		return err
	}
	data, err := json.Marshal(shelf{textSum(text), c})
	if err != nil {
		return err
	}
	if len(data) > maxShelf {
		return errShelfTooLarge
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return store.WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// takeFromShelf returns the clip that belongs to the clipboard's text; false when there is none.
func takeFromShelf(text string) (*clip, bool) {
	path, err := shelfPath()
	if err != nil {
		return nil, false
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() > maxShelf {
		return nil, false
	}
	data, err := os.ReadFile(path)
	var s shelf
	if err != nil || json.Unmarshal(data, &s) != nil || s.Text != textSum(text) || len(s.Clip.Cards) == 0 {
		return nil, false
	}
	return &s.Clip, true
}
