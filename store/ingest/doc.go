// Package ingest reads tables of measured values from CSV and XLSX files that nobody vouches for, and
// plans their import into a journey.
//
// Read turns the bytes of a file into a Table: it finds out encoding, delimiter, sheet and header row,
// and refuses what is too large, damaged, protected or no table, with a reason. Plan turns a table into
// the observations of one journey and a Report. It is pure and quick, so a dialog may call it after
// every changed setting.
//
// The rules are:
//
//   - Nothing is dropped silently. Every data row is counted exactly once, as valid, invalid, duplicate
//     or unmatched, with its line number.
//   - Nothing is guessed silently. What was detected is in the report, and near names are suggestions.
//   - Missing is not zero. A cell that is empty or says n/a gives no observation.
//   - A document never makes the program do anything: no formula is evaluated, no link followed, no
//     entity resolved, and memory is bounded before a parser sees the file.
package ingest
