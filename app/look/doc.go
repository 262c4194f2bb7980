// Package look is what every panel, dialog and page of the program is made of: the Fyne theme made
// from the design's colour tokens, icons, lines of text, buttons, fields, rows and their layouts.
//
// It owns sizes, colours and the behaviour of a control (hover, focus, keys), and nothing about
// journeys. A colour is always named by its token ("text2", "accent-soft"), so that a change of look
// needs no rebuilding: every part reads its colours again when it is refreshed. What a Press shows is
// painted as one picture, a sheet; whoever exchanges something in a container of it refreshes the Press.
package look
