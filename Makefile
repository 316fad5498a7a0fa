# `make demo` serves the demo site, `make test` runs every test; both set up what they need.

PYTHON ?= python3
PORT ?= 8000
# How many processes the tests are spread over; each has a database and a browser of its own.
WORKERS ?= auto
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --quiet
MESSAGES = cd $(1) && $(abspath $(BIN))/python -m django makemessages --locale sv --no-location \
	--no-wrap --no-obsolete $(2)

.PHONY: demo test setup setup-tests lint format messages minify requirements

demo: setup
	@PORT=$(PORT) $(BIN)/python -m site_project.demo

test: setup-tests
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --maxprocesses 8 --dist loadfile $(ARGS)

setup: $(VENV)/.site

setup-tests: $(VENV)/.dev
	@$(BIN)/python -m tests.browser

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing. As root: apt-get install python3 python3-venv ca-certificates" >&2; exit 1; }
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Python 3.11 or newer is needed, and $(PYTHON) is `$(PYTHON) -V 2>&1`. Name a newer one: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || { echo "Python's venv module is missing. As root: apt-get install python3-venv ca-certificates" >&2; exit 1; }
	@echo "Creating $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.txt | $(BIN)/python
	@echo "Installing what the site needs …"
	@$(PIP) install --quiet --require-hashes --requirement requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(BIN)/python
	@echo "Installing what the tests need …"
	@$(PIP) install --quiet --require-hashes --requirement requirements-dev.txt
	@touch $@ $(VENV)/.site

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Needs gettext (apt-get install gettext). The compiled files are committed, so that a site does not.
messages: $(VENV)/.dev
	$(call MESSAGES,privacy_center)
	$(call MESSAGES,cookies)
	$(call MESSAGES,.,--ignore=privacy_center/* --ignore=cookies/* --ignore=tests/* --ignore=var/* --ignore=build/*)
	$(BIN)/python -m django compilemessages --ignore=$(VENV) --ignore=var

# Needs uv. `make requirements ARGS=--upgrade` takes the newest versions.
requirements:
	$(LOCK) requirements.in --output-file requirements.txt $(ARGS)
	$(LOCK) requirements-dev.in --constraint requirements.txt --output-file requirements-dev.txt $(ARGS)

# Needs npm. What visitors download is committed, so that a site needs none of it.
COOKIES := cookies/static/cookies
minify:
	npx --yes terser@5 $(COOKIES)/cookies.js --compress --mangle --output $(COOKIES)/cookies.min.js
	npx --yes esbuild@0 $(COOKIES)/cookies.css --minify --log-level=warning --outfile=$(COOKIES)/cookies.min.css --allow-overwrite
	$(PYTHON) .ci/minified.py stamp
