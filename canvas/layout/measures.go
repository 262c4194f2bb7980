package layout

import "math"

// The measures of the board, in document points. They are those of the visual design: see
// package scene for what is drawn with them.
const (
	columnWidth, columnMin, columnMax = 136, 96, 320
	labelWidth, labelMin, labelMax    = 132, 96, 200
	closedWidth                       = 88 // of a collapsed stage

	stageHeight = 28
	stepHeight  = 42
	lineHeight  = 22 // band of a blueprint line

	rowMin        = 46
	emotionHeight = 118
	emotionMin    = 96
	emotionMax    = 240
	rowMax        = 400 // of the least heights that a person may ask for
	metricHeight  = 54
	collapsedRow  = 22

	cellInsetX    = 4 // cards to the cell's left and right borders
	cellInsetY    = 6 // to its upper and lower borders
	cardGap       = 4 // between the cards of a cell
	cardMin       = 30
	cardPadX      = 9
	cardPadY      = 7
	cardLines     = 12 // lines of text before the rest is cut
	cardStep      = 15 // from one line to the next
	bodyStep      = 14
	bodyGap       = 3
	iconColumn    = 22 // icon of a pain, gain or opportunity with the gap after it
	starColumn    = 19 // room for a star beside the text
	metaStep      = 13
	chipHeight    = 17
	touchGap      = 3
	countsStep    = 15
	countHeight   = 20 // of the number of cards in a cell of a collapsed stage
	countGap      = 5  // below it, for the votes of a card
	badgeIcon     = 14 // icon of a badge with its gap
	badgeHeight   = 13
	imageGap      = 5
	imageTallest  = 1.3 // height over width of the room for a picture; a taller one is narrower
	imageFlattest = 0.1
	imageUnread   = 9.0 / 16 // of one that cannot be read

	emotionTop    = 13 // from the row's top to the +2 rule
	emotionBottom = 26 // from the -2 rule to the row's bottom
	pointSide     = 15 // of the box around a mood, for hits and selection
	quoteStep     = 13

	barInsetX = 8
	barInsetY = 7

	labelPadX   = 12
	labelPadY   = 8
	labelIcon   = 21 // icon and gap
	labelRight  = 6
	labelStep   = 15
	hintStep    = 14
	hintGap     = 2
	legendStep  = 15
	legendGap   = 5
	headPadX    = 8
	stagePad    = 6
	stageDisc   = 18
	stageGap    = 7
	healthWidth = 58 // what the bar and number of the health take in a stage header
	stepGap     = 6
)

// The looks of the texts.
var (
	stageStyle   = Style{Size: 13, Bold: true}
	stepStyle    = Style{Size: 11.5, Bold: true}
	numberStyle  = Style{Size: 11.5}
	laneStyle    = Style{Size: 12, Bold: true}
	hintStyle    = Style{Size: 10.5}
	cardStyle    = Style{Size: 11}
	thoughtStyle = Style{Size: 11, Italic: true}
	bodyStyle    = Style{Size: 10.5}
	touchStyle   = Style{Size: 11.5, Bold: true}
	metaStyle    = Style{Size: 10}
	quoteStyle   = Style{Size: 10, Italic: true}
	lineStyle    = Style{Size: 10, Bold: true}
	curveStyle   = Style{Size: 10, Bold: true}
	linkStyle    = Style{Size: 10}
)

// baseline returns how far below the top of a line box of the given height its baseline lies.
func baseline(s Style, height float64) float64 {
	ascent, descent, _ := Metrics(s)
	return snap((height-ascent-descent)/2 + ascent)
}

// snap rounds a height to 1/64 point. All heights within a row are such, so that putting a row at its
// place and taking it away again leaves no rounding errors behind: a row looks the same wherever it lies.
func snap(v float64) float64 { return math.Round(v*64) / 64 }
