# The two commands that matter:
#   make run    install what is missing, build, and open the program on the home screen
#   make test   run every ring of tests, the real window included
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
.DEFAULT_GOAL := run

GO    ?= go
PURE  := ./model/... ./store/... ./export/... ./assets/... ./canvas/layout/... ./canvas/scene/... ./canvas/raster/... ./canvas/tool/... ./cmd/stagecraftctl/...
UI    := ./canvas ./app/... ./cmd/stagecraft/...

.PHONY: run build ctl test bench soak fmt clean deps deps-test

deps:
	@bash .ci/deps run

deps-test:
	@bash .ci/deps test

build: deps ctl
	$(GO) build -o bin/stagecraft ./cmd/stagecraft

ctl:
	CGO_ENABLED=0 $(GO) build -o bin/stagecraftctl ./cmd/stagecraftctl

# With no display the sample's exports are made instead of a window.
run:
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ]; then \
	  $(MAKE) --no-print-directory build && exec bin/stagecraft; \
	else \
	  echo "No display here: making the samples' exports instead of opening a window."; \
	  $(MAKE) --no-print-directory ctl && bin/stagecraftctl demo --out out; \
	fi

test: deps-test
	@un=$$(gofmt -l $$(git ls-files '*.go' 2>/dev/null || find . -name '*.go')); if [ -n "$$un" ]; then echo "gofmt would change: $$un"; exit 1; fi
	$(GO) vet ./...
	@echo "Ring 1: the pure packages, without cgo"
	@CGO_ENABLED=0 $(GO) test -v -timeout 15m $(PURE) 2>&1 | awk -f .ci/report.awk
	@echo "Ring 1: the same values under the race detector"
	@$(GO) test -v -race -short -timeout 15m ./model/... ./store/... ./canvas/tool ./canvas/layout 2>&1 | awk -f .ci/report.awk
	@echo "Rings 2 and 3: the widgets without a display, then the real window"
	@$(GO) test -v -timeout 20m $(UI) 2>&1 | awk -f .ci/report.awk

bench: deps-test
	$(GO) test -run '^$$' -bench . -benchmem -benchtime 1s $(PURE) $(UI)
	bash .ci/bench

# The same tests with larger counts: CHECKS random cases a property, FUZZTIME for each fuzz target.
CHECKS   ?= 2000
FUZZTIME ?= 5m
soak: deps-test
	STAGECRAFT_SOAK=1 RAPID_CHECKS=$(CHECKS) $(GO) test -timeout 12h $(PURE) ./canvas ./app
	for p in $$($(GO) list ./...); do for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	  echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 5x $$p || exit 1; done; done

fmt:
	gofmt -w cmd app canvas model store export assets

clean:
	rm -rf bin out
