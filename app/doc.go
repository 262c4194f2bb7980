// Package app is the running program: the session, the actions, the windows, the panels and dialogs,
// and the background saving.
//
// # What it owns
//
// A Session owns which workspace is current. Every change goes through Session.Do, Undo or Redo, which
// tell all panels of it by one Update; a panel shows values and hands commands back, and never keeps a
// copy that it would have to keep in step.
//
// Everything that a user can do is a row of the table in actions.go. Menus, the top bar, keys, context
// menus and the keyboard guide are made from it, so they cannot disagree.
//
// The session and every widget belong to the main goroutine. Session.Background is the way off it; a
// workspace is immutable, so work in the background reads it without a lock. Saving runs on a
// goroutine of its own and does not need the user interface to be alive.
//
// Another version of a journey (a snapshot, what a merge would make) is looked at in a session of its own,
// which can change nothing, while the work waits: glimpse. Snapshots that the program makes by itself are
// made in the background and beside the history: keeping.
//
// Errors become sentences in one place, explain.
package app
