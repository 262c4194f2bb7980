# Makes a table of the window benchmarks' JSON lines. Times are in milliseconds, memory in megabytes. The
# last column says which of the aims is missed: frames of at most 1.2 times an empty
# window's, 1.3 while cards are dragged, and 95 of 100 within twice; sharp 150 ms after a gesture; a change
# on screen in 30 ms and no frame over 100; 400 MB.
function get(name,   m) {
  if (!match($0, "\"" name "\":[^,}]*")) return ""
  m = substr($0, RSTART, RLENGTH); sub(/^"[^"]*":/, "", m); gsub(/"/, "", m); return m
}
function fixed(v, digits) { return v == "" ? "" : sprintf("%." digits "f", v) }
function list(   m) {
  if (!match($0, /"residentOverTimeMB":\[[^]]*\]/)) return ""
  m = substr($0, RSTART, RLENGTH); sub(/^[^[]*\[/, "", m); sub(/\]$/, "", m); gsub(/,/, " > ", m); return m
}
function over(value, limit, what) { if (value != "" && value + 0 > limit) missed = missed (missed ? ", " : "") what }
function check(kind, cards,   base) {
  missed = ""; base = get("baselineWallP95")
  if (kind == "pan" || kind == "zoom" || kind == "drag") {
    over(get("wallRatio"), kind == "drag" ? 1.3 : 1.2, "ratio")
    if (kind != "drag" && base != "") over(get("wallP95"), 2 * base, "p95")
    over(get("sharpMax"), 150, "sharp")
  }
  if (kind == "edit" || kind == "insert" || kind == "collapse") {
    over(get("shownMedian"), 30, "shown"); over(get("wallMax"), 100, "longest frame")
  }
  if (cards == 10000) over(get("residentPeakMB"), 400, "memory")
  return missed
}
BEGIN {
  form = "%-8s %6s %6s %5s | %7s %7s %7s %6s | %6s %6s | %6s %6s | %6s %6s %6s | %6s %6s | %s\n"
  printf "\n" form, "", "cards", "picked", "zoom", "frame", "p95", "longest", "ratio", "cpu", "empty", "sharp", "max",
    "shown", "p95", "max", "memory", "peak", "misses"
}
{
  more = check(get("bench"), get("cards"))
  if (list() != "") more = more (more ? "; " : "") "memory " list()
  if (get("openMs") != "") more = more (more ? "; " : "") "opened in " fixed(get("openMs"), 0) " ms"
  printf form, get("bench"), get("cards"), get("picked"), get("zoom"), fixed(get("wallMedian"), 1), fixed(get("wallP95"), 1), fixed(get("wallMax"), 1),
    get("wallRatio"), fixed(get("cpuMedian"), 1), fixed(get("baselineCpuMedian"), 1), fixed(get("sharpMedian"), 0), fixed(get("sharpMax"), 0),
    fixed(get("shownMedian"), 0), fixed(get("shownP95"), 0), fixed(get("shownMax"), 0), fixed(get("residentMB"), 0), fixed(get("residentPeakMB"), 0), more
}
