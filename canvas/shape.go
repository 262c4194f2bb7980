package canvas

import (
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// Widen makes what has the focus wider: a card by a step, the steps when a stage or step has it.
func (b *Board) Widen() { b.sideways(1) }

// Narrow makes it narrower.
func (b *Board) Narrow() { b.sideways(-1) }

func (b *Board) sideways(by int) {
	switch b.focus.Ref.Kind {
	case model.StageRecord, model.StepRecord:
		b.ResizeFocused(by)
	default:
		b.SpanSelected(by)
	}
}

// Raise makes the focused lane lower, or lets the customer expect a better mood where the focus is.
func (b *Board) Raise() { b.upright(-1, 0.5) }

// Lower makes the focused lane higher, or lets the customer expect a worse mood where the focus is.
func (b *Board) Lower() { b.upright(1, -0.5) }

func (b *Board) upright(lane int, mood float64) {
	if b.focus.Ref.Kind == model.LaneRecord {
		b.ResizeFocused(lane)
		return
	}
	b.NudgeExpected(mood)
}

// NudgeExpected moves the mood that is expected in the focused cell of an emotion lane; the first time
// from the mood that there is.
func (b *Board) NudgeExpected(by float64) {
	l := b.Layout()
	if l == nil || b.focus.Card == "" || !b.onEmotionLane() {
		return
	}
	c := l.Journey.Card(b.focus.Card)
	b.do(tool.Expect(l, c.ID, c.Expected.Or(c.Emotion.Or(0))+by))
}
