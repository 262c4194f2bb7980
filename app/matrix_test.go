package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/assets"
	"stagecraft/canvas/layout"
	"stagecraft/store/ingest"
)

func openMatrix(t *testing.T) (*stage, *matrixPage) {
	t.Helper()
	s := newStage(t, Options{})
	work, err := ingest.Sample(t.Context(), assets.Samples()[0])
	if err != nil {
		t.Fatal(err)
	}
	s.open(s.file("hotel.stage", work))
	s.window().window.Resize(fyne.NewSize(1600, 1000))
	s.window().do("view.matrix")
	return s, s.window().editor.matrix
}

// tapCell presses the middle of a cell as it is seen.
func tapCell(m *matrixPage, row, column int) {
	k := float32(m.grid.textScale())
	c := m.table.cell(row, column).Center().Sub(m.grid.scroll)
	m.grid.Tapped(&fyne.PointEvent{Position: fyne.NewPos(float32(c.X+matrixLabel)*k, float32(c.Y+matrixHeader)*k)})
}

func TestMatrix_SwapsRowsAndColumns(t *testing.T) {
	s, m := openMatrix(t)
	key := func(k fyne.KeyName) { m.grid.TypedKey(&fyne.KeyEvent{Name: k}) }
	key(fyne.KeyDown)
	key(fyne.KeyRight)
	at, before := m.focusText(), len(s.session().history.Steps())
	s.tap("matrix.swap")
	if m.focusText() != at {
		t.Errorf("swapping moved the focus from %q to %q", at, m.focusText())
	}
	if size := m.table.size(); size.X != matrixColumn*float64(len(m.table.rows)) || size.Y != matrixStage*float64(len(m.table.heats)) {
		t.Errorf("the swapped matrix is %v", size)
	}
	key(fyne.KeyRight) // the next stage now
	if m.grid.row != 2 || m.grid.column != 1 {
		t.Errorf("right goes to stage %d, metric %d", m.grid.row, m.grid.column)
	}
	key(fyne.KeyDown) // the next metric
	if m.grid.row != 2 || m.grid.column != 2 {
		t.Errorf("down goes to stage %d, metric %d", m.grid.row, m.grid.column)
	}
	tapCell(m, 1, 0)
	if m.grid.row != 1 || m.grid.column != 0 {
		t.Errorf("a press on a cell goes to stage %d, metric %d", m.grid.row, m.grid.column)
	}
	rows := len(m.table.rows)
	head := m.table.cell(1, 0).Center()
	m.grid.Tapped(&fyne.PointEvent{Position: fyne.NewPos(float32(head.X+matrixLabel), 20)})
	if len(m.table.rows) == rows {
		t.Error("a press on a stage's head does not open it")
	}
	s.window().editor.matrix.copyTable()
	lines := strings.Split(strings.TrimSpace(s.program.fyne.Clipboard().Content()), "\n")
	if want := 1 + 2*len(m.table.heats); len(lines) != want || !strings.HasPrefix(lines[0], "Metric\tWhole journey\t") {
		t.Errorf("copied are %d lines, want %d: %q", len(lines), want, lines[0])
	}
	if len(s.session().history.Steps()) != before {
		t.Error("swapping is a change of the map")
	}
	if !s.window().byID["matrix.swap"].Checked(s.window()) {
		t.Error("the menu does not show that the matrix is swapped")
	}
	// The next start has it as it was left.
	if !(&matrixPage{window: s.window()}).swapped() {
		t.Error("the swap is not kept")
	}
	s.window().do("matrix.swap")
	if m.table.swapped || m.focusText() == "" {
		t.Error("swapping twice does not lead back")
	}
}

func TestMatrix_EveryCellIsFoundWhereItIs(t *testing.T) {
	_, m := openMatrix(t)
	for _, swapped := range []bool{false, true} {
		m.table.swapped = swapped
		for row := range m.table.rows {
			for column := range m.table.heats {
				if r, c := m.table.at(m.table.cell(row, column).Center()); r != row || c != column {
					t.Errorf("swapped %v: at cell %d,%d is %d,%d", swapped, row, column, r, c)
				}
			}
		}
		if r, c := m.table.at(layout.Point{X: -1, Y: -1}); r >= 0 || c >= 0 {
			t.Errorf("swapped %v: beside the cells is %d,%d", swapped, r, c)
		}
	}
}
