package app

import (
	"fyne.io/fyne/v2"

	"stagecraft/model"
)

// viewPage is a page that stands in the middle of the editor in place of the board.
type viewPage interface {
	view() View
	object() fyne.CanvasObject
	updated(u Update)
	focus() fyne.Focusable       // what gets the keyboard; nil for nothing
	said() (strong, keys string) // the status bar's words: where the focus is, and the keys that work there
	leave()                      // another view follows
}

// cardPage is a page on which cards are worked on as on the board.
type cardPage interface {
	viewPage
	edit()      // the text of the focused one
	newRow()    // add one beside it
	remove()    // the picked ones
	duplicate() // the picked ones
	moveCards() // ask where the picked ones are to go
	showOnBoard()
}

// pageStates is how the pages were left: what was filtered, sorted and chosen stays while the window is
// open.
type pageStates struct {
	table     *tableState
	empathy   empathyState
	personas  personasState
	portfolio portfolioState
	library   libraryState
	versions  versionsState
	compare   *compareState
	pressed   presses                 // of the lines of a list, which are made anew at each press
	hidden    map[model.MetricID]bool // of the matrix
	before    View                    // the view of the board from which a page was opened
}

// newViewPage makes the page of the session's view, or returns nil for a view of the board or the
// matrix.
func newViewPage(w *Window, s *Session) viewPage {
	switch v := s.View(); {
	case v.onBoard():
		w.pages.before = v
	case v == TableView:
		return newTablePage(w, s)
	case v == EmpathyView:
		return newEmpathyPage(w, s)
	case v == PersonasView:
		return newPersonasPage(w, s)
	case v == PortfolioView:
		return newPortfolioPage(w, s)
	case v == LibraryView:
		return newLibraryPage(w, s)
	case v == CompareView:
		return newComparePage(w, s)
	}
	return nil
}

// backToBoard shows the board as it was looked at last.
func (w *Window) backToBoard() {
	w.session.SetView(w.pages.before)
	w.focusBoard()
}
