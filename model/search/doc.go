// Package search finds text in a workspace, and replaces it.
//
// # What it owns
//
// How two spellings count as the same (Key, Words, Nearness, Pattern), which texts of a workspace a
// person can find (every text that a record shows, never an id), and how well a title answers a few
// typed words (Rank). It changes nothing itself: Replace returns commands of package model.
//
// Letters are compared without case, accents and width, after Unicode's compatibility decomposition
// (NFKD, Unicode Standard Annex 15), so that "cafe" finds "Café" and "Ｃａｆｅ".
package search
