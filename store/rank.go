package store

import "strings"

// A rank is where a record stands among the others of its list: ranks are compared as texts, and
// between any two there is room for more, so that inserting or moving one record writes one record.
// It is a fraction between 0 and 1 in base 62 without trailing zeros (the idea is that of "fractional
// indexing", D. Greenspan, 2020); at either end of a list it is counted on in its first four digits,
// so that appending does not make ranks longer.
const (
	rankDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	rankBase   = len(rankDigits)
	rankWidth  = 4                                         // digits that are counted on at the ends
	rankSpan   = rankBase * rankBase * rankBase * rankBase // base to the power of the width
	rankLimit  = 24                                        // longer ranks are spread out again
	firstRank  = "V"
)

func isRank(text string) bool {
	if text == "" || text[len(text)-1] == '0' {
		return false
	}
	for i := range len(text) {
		if strings.IndexByte(rankDigits, text[i]) < 0 {
			return false
		}
	}
	return true
}

// assignRanks returns the ranks of those of n records in a row that need one. The others keep what
// rank returns for them; where there is too little room between two of these, some beside them get a
// new one too, and are then among the result.
func assignRanks(n int, need []bool, rank func(i int) (string, error)) (map[int]string, error) {
	given := map[int]string{}
	known := func(i int) (string, error) {
		if r, ok := given[i]; ok {
			return r, nil
		}
		return rank(i)
	}
	for i := 0; i < n; i++ {
		if !need[i] {
			continue
		}
		from, to := i, i+1
		for to < n && need[to] {
			to++
		}
		for {
			ranks, ok, err := fillGap(n, from, to, known)
			if err != nil {
				return nil, err
			}
			if ok {
				for k, r := range ranks {
					given[from+k] = r
				}
				break
			}
			from, to = widen(n, from, to, need)
		}
		i = to - 1
	}
	return given, nil
}

func fillGap(n, from, to int, rank func(int) (string, error)) (ranks []string, ok bool, err error) {
	var before, after string
	if from > 0 {
		if before, err = rank(from - 1); err != nil {
			return nil, false, err
		}
	}
	if to < n {
		if after, err = rank(to); err != nil {
			return nil, false, err
		}
	}
	if after != "" && before >= after {
		return nil, false, nil
	}
	ranks = spread(before, after, to-from)
	for _, r := range ranks {
		if len(r) > rankLimit && (from > 0 || to < n) {
			return nil, false, nil
		}
	}
	return ranks, true, nil
}

// widen takes neighbours on both sides into a gap, so that what is doubled each time ends with the
// whole list, where there is always room.
func widen(n, from, to int, need []bool) (int, int) {
	by := to - from + 16
	from, to = max(0, from-by), min(n, to+by)
	for to < n && need[to] {
		to++
	}
	return from, to
}

// spread returns count ranks in order between two; an empty one is an open end.
func spread(before, after string, count int) []string {
	ranks := make([]string, count)
	switch {
	case count == 0:
	case after == "":
		for i := range ranks {
			before = rankAfter(before)
			ranks[i] = before
		}
	case before == "":
		for i := count - 1; i >= 0; i-- {
			after = rankBefore(after)
			ranks[i] = after
		}
	default:
		half := count / 2
		ranks[half] = rankBetween(before, after)
		copy(ranks, spread(before, ranks[half], half))
		copy(ranks[half+1:], spread(ranks[half], after, count-half-1))
	}
	return ranks
}

func rankAfter(rank string) string {
	if rank == "" {
		return firstRank
	}
	if v := headOf(rank) + 1; v < rankSpan {
		return fromHead(v)
	}
	return rankBetween(rank, "")
}

func rankBefore(rank string) string {
	v := headOf(rank)
	if len(rank) <= rankWidth {
		v--
	}
	if v > 0 {
		return fromHead(v)
	}
	return rankBetween("", rank)
}

// headOf returns the first digits of a rank as a number.
func headOf(rank string) int {
	v := 0
	for i := range rankWidth {
		v = v*rankBase + digitAt(rank, i, 0)
	}
	return v
}

func fromHead(v int) string {
	var text [rankWidth]byte
	for i := rankWidth - 1; i >= 0; i-- {
		text[i] = rankDigits[v%rankBase]
		v /= rankBase
	}
	return strings.TrimRight(string(text[:]), "0")
}

func digitAt(rank string, i, otherwise int) int {
	if i >= len(rank) {
		return otherwise
	}
	return strings.IndexByte(rankDigits, rank[i])
}

// rankBetween returns a short rank between two, of which the first is less; an empty one is an open end.
func rankBetween(before, after string) string {
	var out strings.Builder
	open := after == ""
	for i := 0; ; i++ {
		low, high := digitAt(before, i, 0), rankBase
		if !open {
			high = digitAt(after, i, 0)
		}
		switch {
		case high-low > 1:
			out.WriteByte(rankDigits[(low+high)/2])
			return out.String()
		case low == high:
			out.WriteByte(rankDigits[low])
		case i+1 < len(after): // neighbours, and after goes on: its own head is already between
			out.WriteByte(rankDigits[high])
			return out.String()
		default:
			out.WriteByte(rankDigits[low])
			open = true
		}
	}
}
