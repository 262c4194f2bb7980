package model

// The texts from which Generate makes its journeys. They are written for an imagined mail-order
// business, so that a generated map reads like one and its cards are as long as real ones.

type generatedStage struct {
	title, definition string
	steps             []string
}

var generatedStages = []generatedStage{
	{"Notice a need", "From the first thought to the first search", []string{"Something breaks", "Ask a friend", "See an advert", "Search at night", "Save an idea"}},
	{"Look around", "From the first search to a short list", []string{"Open the shop", "Read reviews", "Filter the range", "Check the size", "Ask in the chat"}},
	{"Compare", "From the short list to one favourite", []string{"Compare prices", "Check delivery", "Visit a store", "Read the small print", "Wait for payday"}},
	{"Decide", "From the favourite to a full basket", []string{"Fill the basket", "Enter a voucher", "Make an account", "Choose delivery", "Hesitate"}},
	{"Pay", "From the basket to the confirmation", []string{"Choose payment", "Confirm at the bank", "Get confirmation", "Tell the family"}},
	{"Wait", "From the confirmation to the door bell", []string{"Track the parcel", "Change the date", "Miss the courier", "Collect the parcel"}},
	{"Unpack and try", "From the door bell to the first use", []string{"Open the box", "Follow the guide", "First use", "Show it around"}},
	{"Use", "From the first use to habit", []string{"Use it daily", "Find a trick", "Clean and care", "Buy a refill"}},
	{"Get help", "From the first question to a solution", []string{"Search the help", "Write a message", "Call the service", "Explain again", "Get a solution"}},
	{"Send back", "From the wish to return to the refund", []string{"Ask for a label", "Pack again", "Drop it off", "Wait for refund"}},
	{"Stay", "From the first order to the second", []string{"Get a reminder", "Recommend it", "Order again"}},
	{"Leave", "From the last order to the goodbye", []string{"Compare others", "Close the account", "Get a last letter"}},
}

// titleText makes a title from one of the first parts and, when there are any, one of the second.
type titleText struct{ first, second []string }

var generatedTitles = map[Kind]titleText{
	KindAction: {
		[]string{"Searches for", "Compares", "Asks a friend about", "Opens", "Writes down", "Checks", "Puts off", "Confirms", "Looks again at"},
		[]string{"the delivery date", "three offers side by side", "the return terms", "the basket on the phone", "the confirmation e-mail", "the size table", "the price with shipping", "the newest reviews"},
	},
	KindDoing: {
		[]string{"Scrolls past", "Takes a photo of", "Opens a second tab for", "Calls the partner over to see", "Prints", "Leaves and returns to"},
		[]string{"the offer", "the label", "the order page", "the tracking map", "the small print"},
	},
	KindThinking: {
		[]string{"Will it arrive in time?", "Is there a catch?", "Where did I see it cheaper?", "What if it does not fit?", "Do I really need an account for this?", "Why do they ask for my phone number?", "Surely somebody can just tell me.", "I have done this before, why again?"}, nil,
	},
	KindFeeling: {[]string{"Hopeful", "Unsure", "Rushed", "Relieved", "Annoyed", "Proud", "Left alone", "Curious", "Taken seriously", "Impatient"}, nil},
	KindSaying: {
		[]string{"\"I only wanted to know when it comes.\"", "\"That was easier than I thought.\"", "\"The second person knew nothing of the first.\"", "\"I would order there again.\"", "\"It took me an evening to find the form.\"", "\"They wrote back within the hour!\""}, nil,
	},
	KindEmotion: {[]string{"Looks forward to it", "Waits and wonders", "Happy with the choice", "Feels lost", "Back on track", "Pleasantly surprised", "Loses patience", "Calm again"}, nil},
	KindPain: {
		[]string{"No answer about", "Must enter twice", "Cannot find", "Waits days for", "Two texts disagree on", "Hidden until the last page:"},
		[]string{"the delivery time", "the address", "the return label", "the refund", "the shipping cost", "the warranty", "who is in charge"},
	},
	KindGain: {
		[]string{"Clear word on", "Quick answer about", "Saves time with", "A friendly note on"},
		[]string{"the delivery day", "the refund", "saved addresses", "how to care for it", "the right size"},
	},
	KindTouchpoint: {
		[]string{"Product page", "Search result", "Order confirmation", "Parcel tracking", "Service hotline", "Chat window", "Store counter", "Return form", "Newsletter", "Review request", "Payment page", "Delivery slip"}, nil,
	},
	KindChannel: {[]string{"Web to phone", "App only", "E-mail thread", "Phone, then e-mail", "Counter visit", "Letter"}, nil},
	KindOpportunity: {
		[]string{"Show", "Offer", "Automate", "Explain", "Test", "Shorten"},
		[]string{"the delivery day before the basket", "a call back within the hour", "the return label in the parcel", "one form for both questions", "the price with everything in it", "a status page without login"},
	},
	KindEvidence:   {[]string{"Home page", "Catalogue page", "Confirmation e-mail", "Parcel and tape", "Quick guide", "Invoice", "Return label", "Store sign", "Staff uniform"}, nil},
	KindFrontstage: {[]string{"Greets and asks for the order", "Answers in the chat", "Shows two alternatives", "Confirms by e-mail", "Hands over the parcel", "Explains the refund", "Apologises and offers a voucher"}, nil},
	KindBackstage:  {[]string{"Checks the stock", "Looks up the order", "Asks the warehouse", "Approves the refund", "Prints the label", "Corrects the address", "Escalates to second level", "Counts returns by reason"}, nil},
	KindSupport:    {[]string{"Nightly stock run", "Courier contract", "Product data care", "Fraud check", "Rota planning", "Invoice run", "Returns bay"}, nil},
	KindSystem:     {[]string{"Reads customer record", "Writes the order", "Sends status e-mail", "Books the payment", "Syncs stock every 15 minutes", "Keeps the call recording for 30 days"}, nil},
	KindPolicy:     {[]string{"Returns within 30 days", "Consent before newsletter", "Refund above 50 needs two people", "Answer within one working day", "Age check for some goods"}, nil},
	KindNote:       {[]string{"Ask the warehouse about this", "Seen in three of eight interviews", "Differs at weekends", "Check with legal", "Numbers from spring only", "Who decides this?"}, nil},
}

var generatedBodies = []string{
	"Seen in most interviews.",
	"Five of eight people named it without being asked.",
	"Happens above all in the evening, when nobody answers the phone.",
	"The page says two days, the e-mail says three to five; both are right, but for different goods.",
	"Takes longer on a phone.",
	"First-time customers stop here and come back the next day, often on another device.",
	"Worked well in the spring trial.",
	"Needs a decision before the autumn season.",
}

var (
	generatedTags       = []string{"mobile", "returns", "quick win", "season", "new customers", "data"}
	generatedLinkLabels = []string{"by e-mail", "same day", "if in stock", "on request"}
	generatedOwners     = []string{"Online shop", "Customer service", "Warehouse", "Marketing", "Finance", "Product data", "Stores", "IT operations"}
	generatedSystems    = []string{"Shop platform", "Customer records", "Stock control", "Payment gateway", "Ticket desk", "Courier interface"}
)

var generatedChannels = []struct {
	name, icon string
	class      ChannelClass
}{
	{"Website", "web", Owned}, {"App", "app", Owned}, {"E-mail", "email", Owned}, {"Phone", "phone", Owned}, {"Chat", "chat", Owned},
	{"Store", "store", Owned}, {"Text message", "sms", Owned}, {"Social media", "social", Earned}, {"Letter", "post", Owned}, {"Search advert", "web", Paid},
}

var generatedPersonas = []Persona{
	{
		Name: "Maya Lindqvist", Role: "first-time customer", Quote: "I just want it to fit.", Segment: "new", SegmentSize: "34 % of orders", Relationship: "prospect",
		Goals: []string{"Find the right size at once", "Have it before the weekend"}, Needs: []string{"A clear delivery day"}, Frustrations: []string{"Accounts for a single order"},
	},
	{
		Name: "Tomas Reyes", Role: "orders for the family", Quote: "One parcel, not five.", Segment: "family", SegmentSize: "41 % of orders", Relationship: "customer",
		Goals: []string{"Get everything in one go"}, Needs: []string{"Saved lists"}, Frustrations: []string{"Parts that arrive on different days"},
	},
	{
		Name: "Ingrid Okafor", Role: "loyal for ten years", Quote: "They used to know me.", Segment: "loyal", SegmentSize: "25 % of orders", Relationship: "advocate",
		Goals: []string{"Speak to a person who knows the order"}, Needs: []string{"A phone number that is easy to find"}, Frustrations: []string{"Explaining the same thing again"},
	},
}

// generatedMetric is a metric with the values that are usual for it.
type generatedMetric struct {
	Metric       Metric
	mean, spread float64
}

var generatedMetrics = []generatedMetric{
	{Metric{Name: "Satisfaction", Definition: "Answers to: how satisfied were you with this step?", ScaleMin: Some(1.0), ScaleMax: Some(5.0), Direction: HigherIsBetter, Target: Some(4.2), Aggregation: Mean, Family: StageFamily}, 3.9, 0.5},
	{Metric{Name: "Effort", Definition: "Answers to: how much effort was it?", ScaleMin: Some(1.0), ScaleMax: Some(7.0), Direction: LowerIsBetter, Target: Some(2.5), Aggregation: Mean, Family: StageFamily}, 3, 0.8},
	{Metric{Name: "Likely to recommend", Definition: "Answers from 0 to 10 to: how likely are you to recommend us?", ScaleMin: Some(0.0), ScaleMax: Some(10.0), Direction: HigherIsBetter, Target: Some(30.0), Aggregation: NPS, Family: RelationshipFamily}, 7.8, 1.6},
	{Metric{Name: "Goes on to the next step", Definition: "Visits that reach the next step, of all that began this one", Unit: "%", ScaleMin: Some(0.0), ScaleMax: Some(100.0), Direction: HigherIsBetter, Target: Some(60.0), Aggregation: Ratio, Family: BehaviourFamily, Leading: true}, 58, 14},
	{Metric{Name: "Solved at first contact", Definition: "Cases closed without a second contact, of all cases", Unit: "%", ScaleMin: Some(0.0), ScaleMax: Some(100.0), Direction: HigherIsBetter, Target: Some(75.0), Aggregation: Ratio, Family: OperationsFamily}, 71, 9},
	{Metric{Name: "Handling time", Definition: "Working time per case", Unit: "min", ScaleMin: Some(0.0), Direction: LowerIsBetter, Target: Some(8.0), Aggregation: Mean, Family: OperationsFamily}, 8.5, 2.5},
}
