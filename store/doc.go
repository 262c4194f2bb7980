// Package store keeps a workspace in one file that loses nothing, and writes and reads the
// interchange form of journeys and workspaces. It is the only package that knows how files look.
//
// # The file
//
// A workspace is one bbolt file, *.stage. Each record has a key of its own, so that an edit writes the records
// that it touched: a save compares the pointers of two workspaces and commits what differs in one transaction.
// Lists keep their order by a rank in each record (rank.go), so that inserting or moving a card writes one card.
// The records of the workspace share one bucket, since each bucket takes a page at least (places.go);
// observations and images lie in chunks in buckets beside it (chunks.go). Each value is an envelope of format
// number, CRC-32C and rank around the record as JSON (envelope.go), packed by itself with a dictionary of the names
// and words of all records (pack.go); the names in it are those of format.go and of nothing else. Every save
// also notes how many records of each kind there are and the sum of their checksums.
//
// What it promises, and the test that holds it:
//
//   - Save returned nil: it is on the disk, whatever ends the program then, and so is a snapshot that was
//     reported (TestKillLosesNothingThatWasSaved).
//   - The power may fail at any moment of any save, snapshot, backup or compaction: the file is the one
//     before or the one after (TestPowerCutLeavesOldOrNew, which follows the calls to the system and tries
//     what the disk may hold after each, and TestPowerCutFindsAMissingSync, which shows that it would
//     notice; TestPowerCutLeavesOldOrNewDocument for files that are written beside).
//   - What is loaded is what was saved (TestEveryFieldComesBack, TestRandomWorkThroughTheFile,
//     TestSnapshotHoldsEveryField, TestLogSaysWhatWhenAndByWhom).
//   - A save costs what changed, not what is there (TestSaveWritesWhatChanged,
//     TestOneEditCostsTheSameInALargeMap, TestInsertingInOnePlace).
//   - A full disk leaves the file as it was, also while a backup is made (TestFullDiskLosesNothing,
//     TestFullDiskWhileBackingUp).
//   - A folder or file that may not be written to is told and can be read; in such a folder a file of one's own
//     is saved into (TestFolderThatCannotBeWritten, TestWriteProtectedFileOpensReadOnly).
//   - A damaged file never ends the program or hangs it, and nothing wrong is shown as right; what is
//     whole is loaded, what is not is listed, and the file is kept aside before anything is written in
//     its place (TestDamageIsSurvivedAndTold, which compares every record, FuzzOpen,
//     TestFullDiskKeepsDamagedFile). What is readable can be written into a new file, with what lies
//     beside the workspace (TestRecoverWritesWhatIsReadable, TestRecoverTakesSnapshotsAlong).
//     When only the last save is damaged, all of the state before it is shown (TestStateBeforeTheLastSave), and
//     a page that is in use and listed as free is told before it is written over (TestPagesInUseAndFreeAreTold,
//     TestMissingListOfFreePagesIsTold).
//   - No page leads alone to what is in the file: with both headers, the list of free pages or all branches
//     destroyed the records are found by their checksums (TestDestroyedPagesThatLeadToOthers,
//     TestDestroyedHeadersAndMore), and so are those on pages that got into the place of others (TestSwappedPagesLoseNothing).
//   - Backups are whole, checked and apart from the file; those of the last minutes, of each of the last
//     days and from before each change of the form are kept, whatever the clock says
//     (TestBackupIsTheWholeFile, TestBackupsAreKeptAsPromised, TestBackupsSurviveAWrongClock,
//     TestNewestGoodBackupIsSound, TestBackupOfDamagedFileIsRefused).
//   - Times do not decrease when the clock goes backwards (TestClockThatGoesBackwards), and that it is behind is told
//     (TestClockBehindIsTold) until it is right or a person says that the last save was ahead (TestClockThatIsTrusted).
//   - One writer at a time; a reader never waits and sees a whole state (TestSecondOpenerIsTold,
//     TestReaderSeesWholeStates).
//   - A file that vanishes, is replaced, written into or cut off while it is open costs no work, is seen
//     without a save, and is not written over (TestFileThatVanishesIsWrittenAgain,
//     TestFileThatWasReplacedIsNotOverwritten, TestFileCutOffWhileOpen, TestLookSeesWhatOthersDo).
//   - Folders that a service synchronises are known, and its conflict copies found
//     (TestSyncedFoldersAreKnown, TestConflictCopiesAreFound).
//   - Every file that was ever written can be read and goes on (TestOldFilesOpen), and its old form is
//     kept (TestMigrationKeepsTheOldFile); one of a newer version is read only
//     (TestFileOfNewerVersionOpensReadOnly), or refused when its records cannot be read, and never taken for a
//     damaged one (TestFileOfUnknownFormIsRefused).
//   - Whatever is done with it in which order, with crashes in the middle of writes, the file holds what it
//     must (TestFileAgainstAMemory).
//   - A snapshot gives back what was, to the last field (TestSnapshotHoldsEveryField), costs what differs
//     from others (TestSnapshotCostsWhatChanged) and gives its room back (TestDroppedSnapshotsGiveRoomBack).
//     A damaged one is told and costs nothing else (TestDamagedSnapshotsAreTold,
//     TestDamagedSnapshotCostsNothingElse). Those of days are thinned out, whatever the clock says: 14 days
//     of work, 13 weeks, then months; all others stay (TestSnapshotsOfDaysAreThinnedOut,
//     TestThinningOutSurvivesAWrongClock, TestThinningOutLeavesOtherMapsAlone), and one that the program makes
//     by itself is not made when it would hold nothing new (TestAutomaticSnapshotOfNothingNew). Snapshots and
//     log come along when the file is written anew or copied (TestSnapshotsSurviveTheFileBeingWrittenAnew,
//     TestCopyTakesItsMemoryAlong).
//   - Every save is in the change log, or neither is there (TestLogSaysWhatWhenAndByWhom,
//     TestLogJoinsWhatBelongsTogether, TestLogCountsLargeChanges, TestLogForgetsTheOldest).
//   - A copy for others has nothing of what is left out of it (TestNothingLeftOutIsInACopy), and keeps a version
//     in common with its original, from which both can be merged (TestASharedCopyKnowsItsOriginal,
//     TestACopyKeepsSnapshotsAndLog). Comparing and merging themselves are package model's.
//   - The interchange form comes back byte for byte (TestDocumentsComeBackByteForByte), is what its JSON Schema
//     says (TestWhatIsWrittenFitsTheSchema, TestSchemaHasEveryField, TestDecoderRefusesWhatTheSchemaRefuses), and
//     no document breaks its reader (FuzzDecodeJourney).
//   - Other files are there wholly or as they were (TestWriteFileLeavesTargetOnError,
//     TestPowerCutLeavesOldOrNewDocument), and nothing that is there is replaced unasked
//     (TestCreateNeverReplaces, TestRecoverReplacesNothing).
//   - Observations are unpacked when they are first looked at, and that they can be is known at opening
//     (TestObservationsAreUnpackedWhenTheyAreLookedAt, TestRulesHoldWithoutUnpacking, FuzzSkim).
//   - At rest the file is at most twice the JSON of what is in it, or 40 KB when that is more, the pages that bbolt
//     needs for anything: as it is made, and as it is closed after work of any kind (TestFileIsAtMostTwiceItsContent,
//     TestClosedFileIsAtMostTwiceItsContent). A file that is written as a whole has no gaps (TestNewFileHasNoGap),
//     the log fills its pages (TestLogFillsItsPages) and is bound into volumes when the file is written anew
//     (TestLogIsBoundIntoVolumes), and closing gives free room back where that puts nothing at risk
//     (TestCloseGivesFreeRoomBack).
//   - What is packed comes back, is read for ever, and no file asks for memory out of proportion to its size
//     (TestRecordsComeBack, TestDictionaryNeverChanges, TestPackedRecordsCannotBlowUp, FuzzUnpackRecord).
//   - Saves go on while snapshots are made and read, the change log is read, and backups are made
//     (TestSavesGoOnBesideReaders, TestSnapshotWhoseContentIsDroppedMeanwhile).
//
// A file is first read page by page without bbolt, which trusts what it maps (pages.go), and given to
// bbolt only when every page is sound. That read is also the load, so it costs nothing on top.
//
// # Beside the workspace
//
// A file also holds snapshots, each a version of one journey with what it refers to, and a log of what each
// save changed and whose it was. Neither is part of the workspace, and undoing does not reach them. The
// content of snapshots lies in packed blocks that are known by their hash and shared (content.go): reading
// one goes through the same readers as opening (snapshotread.go). Saves by one author that touch the same
// record within a minute are one entry of the log; large changes are counted in it (log.go). Both came with
// schema 2. The first save brings an older file to the newest schema (schema.go), in the same transaction.
//
// # The interchange form
//
// EncodeJourney writes a journey as JSON for other programs and for hand-written samples, and
// DecodeJourney reads it: strictly, and byte for byte what was written. What is empty is left out,
// references are ids, times are RFC 3339 in UTC, dates are days, and a missing number is left out or
// null, never 0.
//
//	{
//	  "format": "stagecraft-journey", "version": 1,
//	  "journey": {
//	    "id": "tea", "title": "A cup of tea", "inWords": "I get a good tea, fast", "kind": "current",
//	    "personas": ["guest"], "scenario", "scope", "owner", "status", "version", "reviewDate", "decision",
//	    "confidentiality", "archived": true,
//	    "stages": [{ "id": "order", "title": "Order", "definition", "steps": [{ "id": "ask", "title": "Ask", "definition",
//	                "serves": [{ "persona": "guest", "goal": "Tea in two minutes" }] }] }],
//	    "lanes": [{ "id": "do", "kind": "action", "zone", "title": "Guest does", "hint", "persona", "metric", "locked" }],
//	    "cards": [{ "id": "c1", "lane": "do", "step": "ask", "span": 2, "kind", "title": "Asks", "body", "persona",
//	                "channel", "owner", "system", "emotion": -1.5, "expected", "severity", "evidence",
//	                "momentOfTruth": true, "votes", "duration", "cost", "tags": ["price"], "image" }],
//	    "links": [{ "id": "l1", "from": "c1", "to": "c2", "kind": "flow", "exchange", "evidence", "label", "condition" }],
//	    "comments": [{ "id": "k1", "on": { "kind": "card", "id": "c1" }, "author", "at", "text": "Why?", "resolved" }]
//	  },
//	  "personas": [{ "id", "name", "role", "quote", "goals", "needs", "frustrations", "segment", "segmentSize",
//	                 "relationship", "photo" }],
//	  "metrics": [{ "id", "name", "definition", "unit", "scaleMin", "scaleMax", "direction", "target", "thresholds",
//	                "aggregation", "family", "leading", "owner", "smallN", "uncounted" }],
//	  "channels": [{ "id", "name", "icon", "class" }], "owners": [{ "id", "name", "note", "team" }],
//	  "systems": [{ "id", "name", "owner", "note" }],
//	  "views": [{ "id", "name", "hideLanes", "collapsedLanes", "collapsed": ["order"], "metric", "column", "label",
//	              "filter": { "personas", "tags", "channels", "kinds", "evidence", "moments": true, "hide" },
//	              "heights": [{ "lane": "do", "height": 80 }] }],
//	  "images": [{ "id", "name", "mime", "data" (base64) }],
//	  "sources": [{ "id", "name", "file", "sheet", "imported", "hash", "rows", "owner", "note" }],
//	  "datasets": [{ "source": "till", "observations": [{ "metric", "stage", "step", "card", "segment", "period",
//	                 "value", "numerator", "denominator", "n", "row" }] }]
//	}
//
// Of a view, "collapsed" are stages, lengths are document points, and the "persona" and "tag" that
// older files have are read as the filter's.
//
// The words that "kind", "zone", "status" and the like may have are the constants of package model. A
// span of 1 is left out, and so is the "on" of a comment on the journey itself. A journey brings the
// records of the library that it refers to, in the order of the library, its views and its datasets;
// a reference to its twin is left out, since that is another journey. EncodeWorkspace writes all of a
// workspace under "format": "stagecraft-workspace": it has a "name" and "journeys", these have a
// "twin", and views and datasets name their "journey". It also has "pairs", what was decided about cards
// of two journeys: [{ "id", "journey": "now", "other": "then", "card", "otherCard", "same": true }].
package store
