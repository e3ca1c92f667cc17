# Two commands do most of it: `make run` shows Fairway, `make test` tests it. `make help` explains the rest.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV ?= .venv
BIN := $(VENV)/bin
FACTS_FROM ?= ../shared/data
HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= 2
UV ?= uv
export FAIRWAY_HOME ?= $(CURDIR)/var
export FAIRWAY_VENV := $(abspath $(VENV))

# The Python that makes the environment; looked for once, and only by the targets that need it.
BOOTSTRAP = python=$$(sh tools/find_python.sh) && "$$python" tools/bootstrap.py
PYTEST = $(BIN)/pytest -n $(JOBS) --dist loadfile
COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-header

.PHONY: help setup base dev run test test-all check lint types contracts unit fmt docs docs-check bench bench-survey bench-statistics bench-monitor bench-register bench-reports facts reference \
	messages lock prove prove-contracts clean

help:  ## Explain every target (this page)
	@echo "Fairway: the open platform for fair and effective labour migration governance"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "Settings: FAIRWAY_PYTHON (which Python), FAIRWAY_HOME (where tables live: $(FAIRWAY_HOME)),"
	@echo "          FACTS_FROM ($(FACTS_FROM)), HOST ($(HOST)), PORT ($(PORT)), JOBS ($(JOBS) tests at once), FAIRWAY_NO_APT=1."

setup:  ## Make .venv with .venv/bin/fairway, and the test tools if they can be had; then no network is needed
	@$(BOOTSTRAP) both

base:
	@$(BOOTSTRAP) base

dev:
	@$(BOOTSTRAP) dev

run: base  ## Show Nepal → Qatar and Mexico → United States, then serve the portal on HOST:PORT
	@mkdir -p "$(FAIRWAY_HOME)"
	@$(BIN)/fairway corridor NPL QAT
	@$(BIN)/fairway corridor MEX USA
	@echo "fairway: serving http://$(HOST):$(PORT)/ (Ctrl-C stops it)"
	@$(BIN)/fairway serve --host $(HOST) --port $(PORT)

test: dev  ## Every test but the slow ones, with a browser and PostgreSQL where they can be had
	@$(BOOTSTRAP) test-tools
	@$(PYTEST) -m "not slow" tests

test-all: dev  ## Every test, the slow ones too
	@$(BOOTSTRAP) test-tools
	@$(PYTEST) tests

check: dev lint types contracts unit  ## Lint, types, contracts and unit tests: what to run before every commit

prove: dev  ## Every proof of casework in full (an hour), and its dated report in docs/reference
	@$(BOOTSTRAP) test-tools
	@$(BIN)/python tools/prove.py

lint:
	@$(BIN)/ruff check --quiet src tests tools benchmarks
	@$(BIN)/ruff format --check --quiet src tests tools benchmarks || \
		{ echo "fairway: run \`make fmt\`; these files are not formatted:"; \
		$(BIN)/ruff format --check src tests tools benchmarks; exit 1; }

types:
	@$(BIN)/mypy

contracts:
	@$(BIN)/lint-imports --no-logo

unit:
	@$(PYTEST) -q -m "not slow and not full_data and not browser and not postgres" tests/unit tests/spec

fmt: dev  ## Format the code, and mend what ruff can mend
	@$(BIN)/ruff check --fix-only --quiet src tests tools benchmarks
	@$(BIN)/ruff format --quiet src tests tools benchmarks

docs: dev  ## Write the generated pages anew and build the documentation into site/
	@$(BIN)/python tools/docs.py write
	@$(BIN)/zensical build --clean --strict

docs-check: dev  ## Fail if a generated page of the documentation lags behind the code, or the site does not build
	@$(BIN)/python tools/docs.py check
	@$(BIN)/zensical build --clean --strict

bench: dev  ## Measure speed and size against the goals in benchmarks/
	@$(BIN)/python -m benchmarks

bench-survey: dev  ## Measure survey estimation beside R's survey and svy (where they are installed) and disclosure control
	@$(BIN)/python -m benchmarks.survey
	@$(BIN)/python -m benchmarks.disclosure

bench-statistics: dev  ## Measure labour migration tables, SDMX, its service, the explorer and recruitment costs
	@$(BIN)/python -m benchmarks.ilms
	@$(BIN)/python -m benchmarks.sdmx
	@$(BIN)/python -m benchmarks.sdmx_service
	@$(BIN)/python -m benchmarks.explorer
	@$(BIN)/python -m benchmarks.recruitment_costs

bench-monitor: dev  ## Measure scores of recruiters, attacks on them, search for agencies, and submissions
	@$(BIN)/python -m benchmarks.ratings
	@$(BIN)/python -m benchmarks.rating_attacks
	@$(BIN)/python -m benchmarks.agency_search
	@$(BIN)/python -m benchmarks.submissions

bench-register: dev  ## Measure liability, rosters, contracts, the ledger of guarantees and the search of the register
	@$(BIN)/python -m benchmarks.liability
	@$(BIN)/python -m benchmarks.rosters
	@$(BIN)/python -m benchmarks.contract_check
	@$(BIN)/python -m benchmarks.guarantee_ledger
	@$(BIN)/python -m benchmarks.register_search

bench-reports: dev  ## Measure sealed reports that are kept in a second, and receipts derived
	@$(BIN)/python -m benchmarks.reports

facts: base  ## Compile the shipped selection of facts anew from FACTS_FROM
	@$(BIN)/python tools/compile_facts.py $(FACTS_FROM)

reference: base  ## Compile the code lists (places, occupations, sectors …) anew from FACTS_FROM
	@$(BIN)/python tools/compile_reference.py $(FACTS_FROM)

messages: dev  ## Collect the interface's messages, update the four catalogues, compile them
	@$(BIN)/python tools/messages.py extract
	@$(BIN)/python tools/messages.py update
	@$(BIN)/python tools/messages.py compile

lock:  ## Resolve the hashed requirements anew from pyproject.toml (needs uv and a network)
	@$(COMPILE) pyproject.toml -o requirements/base.txt
	@$(COMPILE) pyproject.toml --extra scale -c requirements/base.txt -o requirements/scale.txt
	@$(COMPILE) pyproject.toml --extra scale --extra dev -c requirements/scale.txt -o requirements/dev.txt
	@printf 'editables>=0.5\nhatchling>=1.27\n' | $(COMPILE) - -c requirements/dev.txt -o requirements/build.txt

prove-contracts: dev  ## Plant one bad import per contract and see each caught
	@$(BIN)/python tools/plant_bad_imports.py

clean:  ## Remove caches and built pages (not .venv, not var/)
	@rm -rf site .cache build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	@find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
