# Shortens the verbose output of go test: a passing test is silent, a failing one is shown whole, and
# every skipped one is named with its reason. The closing line of each package is kept. Fails when a
# test failed, so that a pipe into it does not hide that.
function flush_kept() { for (i = 1; i <= n; i++) print kept[i]; n = 0 }
/^=== (RUN|PAUSE|CONT|NAME)/ { next }
/^ *--- PASS/ { n = 0; next }
/^ *--- SKIP/ { flush_kept(); print; next }
/^ *--- FAIL/ { flush_kept(); print; bad = 1; next }
/^(ok|\?|PASS)/ { n = 0; if ($1 != "PASS") print; next }
/^(FAIL|panic:|fatal error:)/ { flush_kept(); print; bad = 1; loud = 1; next }
{ if (loud) print; else { kept[++n] = $0; if (n > 4000) { for (i = 1; i < n; i++) kept[i] = kept[i + 1]; n-- } } }
END { flush_kept(); exit bad }
