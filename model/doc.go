// Package model holds the value that Stagecraft edits: a workspace of journeys and the library that
// they share, the commands that change it, its history, its diff and its rules.
//
// # What it owns
//
// A published *Workspace is immutable: nothing reachable from it ever changes. A Command makes the
// next workspace, sharing every record that it did not touch; undo is keeping the earlier pointer.
// Any goroutine may therefore read a workspace without a lock, and "did this change?" is a pointer
// comparison. New ids and times are fields of the command, so replaying it gives the same value.
//
// # Rules
//
// Validate checks them all; every command keeps them, or fails with an *InvalidError that names the
// record, the field and the reason:
//
//   - Ids are not empty and occur once in their workspace or journey. What a record refers to exists;
//     only a Pair may name what is gone.
//   - A journey has at least one stage, a stage at least one step. A card's lane and step exist, and
//     the steps that it spans do too.
//   - A link joins two different cards, and only once in the same way. A comment stands on a record of
//     its own journey. Twins name each other; one is current and the other future.
//   - Moods lie in -2..+2, severities in 0..3, values in their metric's scale; thresholds ascend; no
//     number is infinite or NaN.
//   - Texts are valid UTF-8 without control characters and not longer than MaxTitle or MaxText.
//   - The cards of a locked lane are not added to, moved, changed or deleted; votes may be cast on them.
//     Restoring the journey puts them back as they were.
//   - What refers to a deleted record goes with it or is cleared: see Lost.
//   - An observation speaks of the narrowest place that it names: card, else step, else stage, else the
//     whole journey. A wider one beside it is ignored.
//
// The package knows nothing of screens, files, fonts or imports, and uses only the standard library.
//
// # Words
//
// The code, the program's texts and the exports use these words for these things.
//
//   - Workspace: everything in one file: journeys, and the library of personas, metrics, sources,
//     channels, owners and systems that they share.
//   - Journey: what a customer goes through to reach a goal, as a map of stages, steps, lanes and
//     cards. It is current (as it is), future (as it should be) or a day in the life.
//   - Twin: the future journey of a current one, and the other way round.
//   - Stage: a phase of a journey, named in the customer's words. Stages run across and hold steps.
//   - Step: one column of the map; something that the customer does within a stage.
//   - Lane: one row of the map. Its kind says what its cards are; its zone says which side of the
//     blueprint's lines it lies on.
//   - Card: one note in a cell. It starts at a step and may span several.
//   - Cell: where a lane and a step meet.
//   - Zone: customer, contact, frontstage, backstage, support or insight.
//   - Touchpoint: a card where customer and organisation meet, through a channel.
//   - Channel: the medium of a touchpoint: web, app, phone, store...
//   - Frontstage: what the organisation does that the customer sees. Backstage: what it does unseen.
//   - Support: the processes, systems and policies that front and backstage stand on.
//   - Line of interaction, of visibility, of internal interaction: the borders of a service
//     blueprint between the customer and the frontstage, the frontstage and the backstage, the
//     backstage and the support. They follow from the zones and are never stored.
//   - Moment of truth: a card at which the customer decides for or against the organisation.
//   - Evidence: how sure the team is of a card: an assumption, partly supported, validated.
//   - Goal: what a persona wants to reach. A step serves it when it brings the persona nearer to it.
//   - Persona: a kind of customer whose journey this is. Mood: how a persona feels at a step, -2..+2.
//   - Metric: a defined figure (KPI) with unit, scale, direction, target and aggregation.
//   - Observation: one measured value of a metric at a stage, step or card in a period.
//   - Confidence interval: between which two values a metric lies 95 times in 100, given how many answered.
//   - Hit: a place in a text at which a search found what was typed. One record may hold several.
//   - Snapshot: a version of one journey that is kept in the file. Restore: putting a journey back as it
//     is in a snapshot.
//   - Change log: what was changed when and by whom, kept in the file.
//   - Dataset: the observations of one import. Source: where they came from.
//   - Comparison: what differs between two versions of a journey, or a journey and its twin: what was
//     added, removed, moved, changed. Doubt: two cards made apart that may be the same one. Pair: what
//     was decided about one.
//   - Merge: joining two people's versions of a journey, by what each changed since they had the same.
//     Conflict: what both changed differently, or one removed that the other worked on.
//   - Library: the personas, metrics, channels, owners, systems and sources that all journeys share.
//   - Portfolio: all journeys of a workspace, as a list with what is to be known of each. An archived
//     journey is kept, but put aside. The bin holds journeys that were deleted, as snapshots of them.
//   - Verbatim: what a customer said in their own words: a persona's quote, a card of the kind saying.
//   - Share: to give away a copy of journeys that leaves out what others need not have.
//   - Heat: the tint of a card or cell by how a metric's value stands to its target.
package model
