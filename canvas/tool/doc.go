// Package tool turns what the pointer and the keys do on the board into commands.
//
// The rules are: a gesture is a state of the Machine and nothing else; the document is not touched
// before the gesture ends in a drop, which is one command; Cancel ends every gesture without a trace;
// what a gesture would do is told to the Editor as a Preview; and every gesture has a function here
// that makes the same command for the keys. Places are document points, except where a Pixel says
// otherwise. The package knows nothing of windows.
package tool
