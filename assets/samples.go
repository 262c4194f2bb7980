package assets

// Sample is a journey that comes with the program, with a file of figures as it would come out of a
// survey tool or a warehouse: real work, so some of its rows cannot be used.
type Sample struct {
	Name    string // "hotel"
	Title   string
	Text    string // what the sample shows, in a sentence or two
	Heat    string // id of the metric that tells most
	Journey []byte // interchange JSON, see package store
	Data    string // file name of the figures
	KPIs    []byte // the figures
}

// Samples returns the sample journeys in the order in which the home screen shows them.
func Samples() []Sample {
	samples := []Sample{
		{Name: "hotel", Title: "Hotel: a weekend at the harbour", Heat: "ces-effort", Data: "hotel-guest-survey.csv",
			Text: "A guest books, loses the check-in on the train and still comes back. Where the desk does work twice."},
		{Name: "shop", Title: "Shop: from cart to repeat order", Heat: "drop-off", Data: "shop-monthly-figures.csv",
			Text: "Delivery cost appears late, a return needs a printer. Drop-off and effort come from six months of orders."},
		{Name: "software", Title: "Software: from trial to renewal", Heat: "csat", Data: "trial-to-renewal.xlsx",
			Text: "Set-up takes nine screens, the import stops at the first bad row, and nobody sees the quiet months."},
	}
	for i := range samples {
		samples[i].Journey = sampleFile(samples[i].Name + ".json")
		samples[i].KPIs = sampleFile(samples[i].Data)
	}
	return samples
}

func sampleFile(name string) []byte {
	b, err := files.ReadFile("samples/" + name)
	if err != nil {
		return nil
	}
	return b
}
