package layout

import (
	"runtime"
	"slices"
	"unicode"

	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"

	"github.com/go-text/typesetting/font"
)

// lostMark is what stands for a character that no font has: a diamond with a question mark, never an
// empty box.
const lostMark = 0xFFFD

// itemKind says how an item's glyphs are found.
type itemKind uint8

const (
	plainItem  itemKind = iota // by table: one glyph a character
	shapedItem                 // by the shaper
	lostItem                   // no font: one mark a cluster
)

// item is a stretch of a paragraph with one level, script, font and kind.
type item struct {
	start, end int
	level      uint8
	kind       itemKind
	script     language.Script
	face       *Face
}

// paragraph is a text without hard breaks whose directions and fonts are resolved.
type paragraph struct {
	runes    []rune
	style    Style
	base     uint8 // level: 1 reads from right to left
	items    []item
	clusters []bool // at i: a grapheme cluster begins at rune i; one longer than runes
}

// shaper has the state that shaping needs. One goroutine uses it at a time.
type shaper struct {
	buffer  *harfbuzz.Buffer
	fonts   map[*Face]*harfbuzz.Font
	segment segmenter.Segmenter
}

// shapers are the idle shapers: they keep tables of fonts, so they are not left to the collector.
var shapers = make(chan *shaper, max(2, runtime.GOMAXPROCS(0)))

func borrowShaper() *shaper {
	select {
	case s := <-shapers:
		return s
	default:
		return &shaper{buffer: harfbuzz.NewBuffer(), fonts: map[*Face]*harfbuzz.Font{}}
	}
}

func (s *shaper) giveBack() {
	select {
	case shapers <- s:
	default:
	}
}

func (s *shaper) font(f *Face) *harfbuzz.Font {
	if h, ok := s.fonts[f]; ok {
		return h
	}
	const kept = 24
	if len(s.fonts) >= kept {
		clear(s.fonts)
	}
	face := font.NewFace(f.font)
	face.SetCoords(f.coords)
	h := harfbuzz.NewFont(face)
	s.fonts[f] = h
	return h
}

// newParagraph resolves clean text.
func (s *shaper) newParagraph(runes []rune, style Style) *paragraph {
	levels, base := embeddingLevels(runes)
	p := &paragraph{runes: runes, style: style, base: base}
	p.clusters = s.clusterStarts(runes)
	region := ""
	script := firstScript(runes)
	for start := 0; start < len(runes); {
		end := start + 1
		for end < len(runes) && !p.clusters[end] {
			end++
		}
		cluster := runes[start:end]
		own := clusterScript(cluster)
		if own.Strong() {
			script = own
		}
		if script == language.Han && region == "" {
			region = hanRegion(runes)
		}
		it := p.place(cluster, item{start: start, end: end, level: levels[start], script: script}, own.Strong(), region)
		p.append(it)
		start = end
	}
	return p
}

// place finds the font and the kind of a cluster.
func (p *paragraph) place(cluster []rune, it item, strong bool, region string) item {
	base := bundledFace(p.style)
	it.kind, it.face = shapedItem, base
	before := p.last()
	sticks := before != nil && before.kind == shapedItem && before.level == it.level && !strong &&
		before.face.has(cluster) && !before.face.colored
	switch {
	case sticks && (before.face != base || unicode.IsSpace(cluster[0])) && (it.level&1 == 1 || unicode.IsSpace(cluster[0])):
		it.face = before.face
		return it
	case len(cluster) == 1 && it.level&1 == 0 && base.simple.has(cluster[0]):
		it.kind, it.script = plainItem, language.Common
		return it
	case isEmoji(cluster):
		if f := system().face(wish{emoji: true}, cluster); f != nil && isEmojiFace(f) {
			it.face = f
			return it
		}
	}
	if base.has(cluster) {
		return it
	}
	if sticks {
		it.face = before.face
		return it
	}
	w := wish{script: it.script, region: region, bold: p.style.Bold, italic: p.style.Italic}
	if w.script != language.Han {
		w.region = ""
	}
	for _, part := range [][]rune{cluster, cluster[:1]} {
		if f := system().face(w, part); f != nil {
			it.face = f
			return it
		}
		// A character that fonts list under another script than Unicode does, or none.
		if f := system().face(wish{script: language.Common, bold: w.bold, italic: w.italic}, part); f != nil {
			it.face = f
			return it
		}
		if base.has(part[:1]) {
			return it
		}
	}
	it.kind = lostItem
	return it
}

func isEmojiFace(f *Face) bool { return f.colored || isEmojiFamily(normalFamily(f)) }

func normalFamily(f *Face) string { return font.NormalizeFamily(f.font.Describe().Family) }

// has reports whether the font has all the characters that show something.
func (f *Face) has(cluster []rune) bool {
	for _, r := range cluster {
		if ignorable(r) {
			continue
		}
		if f.simple != nil && f.simple.has(r) {
			continue
		}
		if g, ok := f.font.NominalGlyph(r); !ok || g == 0 {
			return false
		}
	}
	return true
}

func (p *paragraph) last() *item {
	if len(p.items) == 0 {
		return nil
	}
	return &p.items[len(p.items)-1]
}

// append adds an item, to the one before where nothing differs.
func (p *paragraph) append(it item) {
	if last := p.last(); last != nil && last.level == it.level && last.kind == it.kind && last.face == it.face && last.script == it.script {
		last.end = it.end
		return
	}
	p.items = append(p.items, it)
}

func (s *shaper) clusterStarts(runes []rune) []bool {
	starts := make([]bool, len(runes)+1)
	starts[len(runes)] = true
	s.segment.Init(runes)
	for it := s.segment.GraphemeIterator(); it.Next(); {
		starts[it.Grapheme().Offset] = true
	}
	return starts
}

func firstScript(runes []rune) language.Script {
	for _, r := range runes {
		if s := language.LookupScript(r); s.Strong() {
			return s
		}
	}
	return language.Common
}

func clusterScript(cluster []rune) language.Script {
	for _, r := range cluster {
		if s := language.LookupScript(r); s.Strong() {
			return s
		}
	}
	return language.Common
}

// kerning and ligatures are off in bundled fonts, see simpleTable.
var unkerned = func() (list []harfbuzz.Feature) {
	for _, tag := range []string{"kern", "liga", "clig", "calt"} {
		list = append(list, harfbuzz.Feature{Tag: ot.MustNewTag(tag), Start: harfbuzz.FeatureGlobalStart, End: harfbuzz.FeatureGlobalEnd})
	}
	return list
}()

func simpleScript(s language.Script) bool {
	return !s.Strong() || s == language.Latin || s == language.Greek || s == language.Cyrillic
}

// shaped is an item's glyphs.
type shaped struct {
	glyphs  []Glyph
	at      []int     // the rune that begins each glyph's cluster
	advance []float64 // of each glyph
	width   float64
	missing []rune
}

// shape finds the glyphs of an item of p.
func (s *shaper) shape(p *paragraph, it item) shaped {
	switch it.kind {
	case plainItem:
		return p.shapePlain(it)
	case lostItem:
		return p.shapeLost(it)
	}
	return s.shapeFont(p, it)
}

func (p *paragraph) shapePlain(it item) shaped {
	t, scale := it.face.simple, it.face.scale*p.style.Size
	n := it.end - it.start
	out := shaped{glyphs: make([]Glyph, n), at: make([]int, n), advance: make([]float64, n)}
	units := 0
	for i, r := range p.runes[it.start:it.end] {
		out.glyphs[i] = Glyph{ID: uint32(t.glyph[r]), X: float64(units) * scale}
		out.at[i] = it.start + i
		out.advance[i] = float64(t.advance[r]) * scale
		units += int(t.advance[r])
	}
	out.width = float64(units) * scale
	return out
}

func (p *paragraph) shapeLost(it item) shaped {
	var out shaped
	gid, ok := it.face.GlyphOf(lostMark)
	if !ok {
		gid, _ = it.face.GlyphOf('?')
	}
	advance := it.face.advance(gid) * p.style.Size
	for i := it.start; i < it.end; i++ {
		if r := p.runes[i]; !ignorable(r) && !slices.Contains(out.missing, r) {
			out.missing = append(out.missing, r)
		}
		if p.clusters[i] {
			out.glyphs = append(out.glyphs, Glyph{ID: gid, X: out.width})
			out.at = append(out.at, i)
			out.advance = append(out.advance, advance)
			out.width += advance
		}
	}
	if it.level&1 == 1 {
		slices.Reverse(out.at)
	}
	return out
}

// advance returns a glyph's own advance in parts of the size.
func (f *Face) advance(gid uint32) float64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return float64(f.reader.HorizontalAdvance(font.GID(gid))) * f.scale
}

func (s *shaper) shapeFont(p *paragraph, it item) shaped {
	s.runHarfbuzz(p, it)
	scale := it.face.scale * p.style.Size
	n := len(s.buffer.Info)
	out := shaped{glyphs: make([]Glyph, 0, n), at: make([]int, 0, n), advance: make([]float64, 0, n)}
	for i, info := range s.buffer.Info {
		pos := s.buffer.Pos[i]
		if info.Glyph == 0 {
			// The cluster's base is in the font (see place) but this mark is not.
			out.missing = p.missingAt(out.missing, it, info.Cluster)
			continue
		}
		out.glyphs = append(out.glyphs, Glyph{
			ID: uint32(info.Glyph),
			X:  out.width + float64(pos.XOffset)*scale,
			Y:  -float64(pos.YOffset) * scale,
		})
		out.at = append(out.at, min(max(info.Cluster, it.start), it.end-1))
		out.advance = append(out.advance, float64(pos.XAdvance)*scale)
		out.width += float64(pos.XAdvance) * scale
	}
	return out
}

// runHarfbuzz leaves the item's glyphs in the buffer. Fonts of the system are foreign data: one that
// breaks the shaper gives no glyphs.
func (s *shaper) runHarfbuzz(p *paragraph, it item) {
	defer func() {
		if recover() != nil {
			s.buffer = harfbuzz.NewBuffer()
			delete(s.fonts, it.face)
		}
	}()
	s.buffer.Clear()
	s.buffer.AddRunes(p.runes, it.start, it.end-it.start)
	s.buffer.Props.Direction = harfbuzz.LeftToRight
	if it.level&1 == 1 {
		s.buffer.Props.Direction = harfbuzz.RightToLeft
	}
	s.buffer.Props.Script = it.script
	s.buffer.Props.Language = languageOf(it.script)
	var features []harfbuzz.Feature
	if it.face.name != "" && simpleScript(it.script) {
		features = unkerned
	}
	s.buffer.Shape(s.font(it.face), features)
}

// languageOf names a script's main language, for fonts that ask; Latin, Greek and Cyrillic texts are
// of too many languages to guess one.
func languageOf(s language.Script) language.Language {
	if simpleScript(s) || s == language.Han {
		return ""
	}
	return language.ScriptToLang[s].Language()
}

// missingAt adds the characters of a cluster that the item's font lacks.
func (p *paragraph) missingAt(list []rune, it item, cluster int) []rune {
	for i := max(cluster, it.start); i < it.end && (i == cluster || !p.clusters[i]); i++ {
		r := p.runes[i]
		if _, ok := it.face.GlyphOf(r); !ok && !ignorable(r) && !slices.Contains(list, r) {
			list = append(list, r)
		}
	}
	return list
}
