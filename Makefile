# One entry point for everything; it needs make, Python 3.11 or newer and a
# package index. All that is written stays in this directory (and in the
# system's directory for temporary files).

PYTHON ?= python3
VENV ?= .venv
# Two workers by default: more only helps where the processor has more cores.
JOBS ?= 2
PYTEST_ARGS ?=
BENCH_ARGS ?= --page
DEMO_FILE ?= demo.db
SECONDS ?= 3600
# Without paths and rooms: the lines that differ from origin/main.
PATHS ?=
ROOMS ?=
MUTANTS_ARGS ?=

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest --numprocesses=$(JOBS) --dist=loadfile \
  --no-loadscope-reorder

# pip would otherwise keep its downloads in the home directory.
export PIP_CACHE_DIR ?= $(CURDIR)/.cache/pip

# Rooms of which tests reach every line and every branch; none leaves the list.
WHOLE := access advice analytics audience cli context conversion crm deferred duplicates \
  entities errors events expressions firms ids intake interchange markup merging \
  modes parties pipelines presets privacy records timeline values workspace
comma := ,
empty :=
space := $(empty) $(empty)
REACHED := $(subst $(space),$(comma),$(strip $(foreach room,$(WHOLE), \
  src/leadflow/$(room)/* src/leadflow/$(room).py)))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test servers lint format types arch docs cov reached bench growth \
  reliability soak mutants changelog clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' \
	  $(firstword $(MAKEFILE_LIST))

demo: $(VENV)/.core  ## Work 2,000 sample leads into demo.db and draw the funnel
	$(BIN)/python -m leadflow demo --force $(DEMO_FILE)

test: $(VENV)/.tests  ## Run all tests and all examples of the documentation
	$(PYTEST) $(PYTEST_ARGS)

cov: $(VENV)/.tests  ## Run the tests with branch coverage, which has a floor
	$(PYTEST) --cov $(PYTEST_ARGS)
	$(MAKE) --no-print-directory reached

reached: $(VENV)/.tests  ## Check the rooms of which the last such run reached all
	$(BIN)/python -m coverage report --fail-under=100 --include='$(REACHED)'

servers:  ## Install the database servers of the tests (Debian and Ubuntu, as root)
	.ci/servers

lint: $(VENV)/.dev  ## Check format and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: $(VENV)/.dev  ## Put format and order of imports right
	$(BIN)/ruff check --fix-only --exit-zero .
	$(BIN)/ruff format .

types: $(VENV)/.dev  ## Check types
	$(BIN)/mypy

arch: $(VENV)/.dev  ## Check that imports point down
	$(BIN)/lint-imports --no-logo

docs: $(VENV)/.dev  ## Build the documentation into docs/_build
	$(BIN)/sphinx-build --fail-on-warning --quiet --fresh-env \
	  docs docs/_build
	@echo "docs: docs/_build/index.html"

bench: $(VENV)/.bench  ## Compare with a program by hand (BENCH_ARGS=--quick)
	$(BIN)/python -m benchmarks.run $(BENCH_ARGS)

reliability: $(VENV)/.tests  ## Kill, cut, refuse and compare; print the figures
	$(BIN)/python -m tests.reliability

soak: $(VENV)/.tests  ## The same for long: make soak SECONDS=3600
	$(BIN)/python -m tests.reliability --long --seconds $(SECONDS)

mutants: $(VENV)/.tests  ## Put mistakes into the code; who notices? (ROOMS=money)
	$(BIN)/python -m tests.mutants $(MUTANTS_ARGS) $(ROOMS:%=--room=%) $(PATHS)

growth: $(VENV)/.tests  ## Measure how times grow with the number of leads
	$(BIN)/python -m benchmarks.growth --server --page

changelog: $(VENV)/.dev  ## Show what the next release's notes will say
	$(BIN)/towncrier build --draft --version next

clean:  ## Remove all that these commands have made, the environment too
	rm -rf $(VENV) .cache .nox .coverage .coverage.* build dist docs/_build \
	  .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache \
	  $(DEMO_FILE) $(DEMO_FILE)-* $(basename $(DEMO_FILE)).html
	find src tests examples benchmarks -name __pycache__ -prune \
	  -exec rm -rf {} + 2>/dev/null || true

# --- The environment ----------------------------------------------------------
# A stamp says what is installed; a newer pyproject.toml installs it again.

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "leadflow needs Python 3.11 or newer, and '$(PYTHON)' was not found;" \
	    "name one: make PYTHON=/path/to/python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "leadflow needs Python 3.11 or newer, and '$(PYTHON)' is older;" \
	    "name another: make PYTHON=/path/to/python3.13" >&2; exit 1; }
	@echo "making the environment $(VENV), once …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml | $(BIN)/python
	@echo "installing leadflow …"
	@$(PIP) install --editable .
	@touch $@

# Dependency groups need pip 25.1; the one that comes with Python may be older.
$(VENV)/.pip: | $(BIN)/python
	@$(PIP) install --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/.tests: pyproject.toml $(VENV)/.pip
	@echo "installing leadflow and what its tests need …"
	@$(PIP) install --editable . --group tests
	@touch $@ $(VENV)/.core

$(VENV)/.bench: pyproject.toml $(VENV)/.pip
	@echo "installing leadflow and the ORMs that it is compared with …"
	@$(PIP) install --editable . --group bench
	@touch $@ $(VENV)/.core

$(VENV)/.dev: pyproject.toml $(VENV)/.pip
	@echo "installing leadflow and the tools …"
	@$(PIP) install --editable . --group dev
	@touch $@ $(VENV)/.tests $(VENV)/.core
