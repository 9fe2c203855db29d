# convene: what you may want to run. "make run" and "make test" need nothing but Go and make.

GO ?= go
STATICCHECK = $(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 -checks all,-ST1000,-ST1003,-ST1005,-ST1016,-ST1020,-ST1021,-ST1022,-ST1023
GOVULNCHECK = $(GO) run golang.org/x/vuln/cmd/govulncheck@v1.1.4

.PHONY: run build test race lint check vuln bench bench-room torture fuzz docs pictures

run: ## open the program on a sample workspace
	$(GO) run ./cmd/convene demo

build: ## the program, as bin/convene
	$(GO) build -trimpath -o bin/convene ./cmd/convene

test: ## every test
	$(GO) test ./...

race: ## every test, with the race detector (needs a C compiler)
	$(GO) test -race -vet=off ./... # lint has vetted them

lint: ## formatting, vet, staticcheck
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "gofmt these files"; exit 1; }
	$(GO) vet ./...
	$(STATICCHECK) ./...

vuln: ## known vulnerabilities in what we use (needs the network)
	$(GOVULNCHECK) ./...

check: lint test race vuln ## all that a change must pass

bench: ## benchmarks
	$(GO) test -run '^$$' -bench . -benchmem ./...

bench-room: build ## what 10, 50 and 200 terminals over SSH cost, beside a tmux that all share (Linux, tmux, sshd)
	$(GO) run ./cmd/roombench -convene bin/convene

torture: ## kill the program 200 times while it writes; no acknowledged change may be lost; 1,000 silent connections, 10,000 that come and go
	CONVENE_TORTURE=200 $(GO) test -count 1 -timeout 30m -run Torture -v ./internal/store/...
	CONVENE_TORTURE=1 $(GO) test -count 1 -timeout 30m -v ./internal/sshd
	CONVENE_TORTURE=1 $(GO) test -count 1 -timeout 60m -run 'StopsReading|WildSizes|ComeAndGo|Crowd' -v ./ui/app

docs: ## docs/keys.md, from the key tables
	CONVENE_UPDATE=1 $(GO) test -count 1 ./ui/app -run TestKeysDoc

pictures: ## the pictures of the docs, from the program's own screens
	$(GO) run ./docs/pictures
