# make help lists the targets. Everything runs in .venv, which the first target that
# needs it makes from the locked versions; nothing is installed outside of it.

PYTHON  ?= python3
WORKERS ?= 2
REQUIRE ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --progress-bar off
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help run test lint format lock bench clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

run: .venv/.made ## serve the app on http://127.0.0.1:8501
	$(BIN)/linchpin serve

test: lint ## lint, types, import contracts and every test; REQUIRE=browser,postgres fails what it would skip
	LINCHPIN_TEST_REQUIRE="$(REQUIRE)" $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

lint: .venv/.made-dev ## what holds without running the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.made-dev ## put the code into its one format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: .venv/.made-dev ## newest allowed versions into requirements*.txt
	$(LOCK) --upgrade --extra build --output-file requirements.txt
	$(LOCK) --upgrade --extra build --extra dev --constraint requirements.txt --output-file requirements-dev.txt

bench: .venv/.made-dev ## every benchmark, as ratios within one run
	@for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

clean: ## remove .venv and what the tools leave behind
	rm -rf .venv build dist *.egg-info .*_cache .hypothesis .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment: a stamp for each step, so that a second make is instant --------

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Linchpin needs Python 3.11 or later; say which with: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	touch $@

.venv/.locked: requirements.txt | .venv/.python
	$(PIP) --require-hashes --requirement requirements.txt
	touch $@

.venv/.made: pyproject.toml .venv/.locked
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

.venv/.made-dev: requirements-dev.txt .venv/.made
	$(PIP) --require-hashes --requirement requirements-dev.txt
	touch $@
