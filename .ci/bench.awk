# Makes a table of the window benchmarks' JSON lines. Times are in milliseconds, memory in megabytes.
function get(name,   m) {
  if (!match($0, "\"" name "\":[^,}]*")) return ""
  m = substr($0, RSTART, RLENGTH); sub(/^"[^"]*":/, "", m); gsub(/"/, "", m); return m
}
function whole(v) { return v == "" ? "" : sprintf("%.0f", v) }
function list(   m) {
  if (!match($0, /"residentOverTimeMB":\[[^]]*\]/)) return ""
  m = substr($0, RSTART, RLENGTH); sub(/^[^[]*\[/, "", m); sub(/\]$/, "", m); gsub(/,/, " > ", m); return m
}
BEGIN {
  form = "%-9s %6s %6s %5s | %7s %7s %7s %6s | %6s %6s | %6s %6s %6s | %6s %6s  %s\n"
  printf "\n" form, "bench", "cards", "picked", "zoom", "median", "p95", "max", "ratio", "sharp", "max",
    "shown", "p95", "max", "memory", "peak", ""
}
{
  more = list(); if (get("openMs") != "") more = "opened in " whole(get("openMs")) " ms"
  printf form, get("bench"), get("cards"), get("picked"), get("zoom"), get("wallMedian"), get("wallP95"), get("wallMax"),
    get("wallRatio"), whole(get("sharpMedian")), whole(get("sharpMax")), whole(get("shownMedian")), whole(get("shownP95")),
    whole(get("shownMax")), whole(get("residentMB")), whole(get("residentPeakMB")), more
}
