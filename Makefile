# NPT Readiness. "make demo" and "make test" set up everything they need; "make" lists what else there is.

PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= var

VENV := .venv
BIN := $(VENV)/bin
READINESS := DATA_DIR=$(DATA_DIR) PUBLIC_URL=http://127.0.0.1:$(PORT) $(BIN)/readiness
INSTALLED := $(VENV)/.installed
ASSETS := app/static/vendor/plotly.min.js
CATALOGUES := $(wildcard app/translations/*/LC_MESSAGES/messages.po)
# pip's notice of its own newer version is of no use here; a question would wait for ever.
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test test-long lint bench setup system-demo system-test clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

demo: system-demo setup ## Build the demonstration in var/, write its PDFs to reports/, serve it (PORT=8000)
	@$(BIN)/python scripts/free_port.py $(PORT)
	@$(READINESS) demo --reports reports
	@$(READINESS) serve --port $(PORT)

test: system-test setup ## Run everything that proves the product; what cannot run is skipped by name
	@failed=0; \
	$(MAKE) --no-print-directory --keep-going lint || failed=1; \
	$(BIN)/pytest -n 2 --dist worksteal -rs || failed=1; \
	exit $$failed

test-long: $(INSTALLED) ## Run the searches that take minutes: larger practices, 2,000 histories (ORACLE_SEQUENCES)
	@$(BIN)/pytest -n 2 --dist worksteal -m long tests/oracle

lint: $(INSTALLED) ruff format mypy imports ## Check style, types and the direction of imports

.PHONY: ruff format mypy imports
ruff: $(INSTALLED)
	@$(BIN)/ruff check .
format: $(INSTALLED)
	@$(BIN)/ruff format --check .
mypy: $(INSTALLED)
	@$(BIN)/mypy
imports: $(INSTALLED)
	@$(BIN)/lint-imports

bench: $(INSTALLED) ## Measure and print one table
	@$(BIN)/python -m bench

setup: $(INSTALLED) $(ASSETS) $(CATALOGUES:.po=.mo) ## Install the pinned packages into .venv/, the assets, the translations

system-demo:
	@$(PYTHON) scripts/system_libraries.py

system-test:
	@$(PYTHON) scripts/system_libraries.py test

$(INSTALLED): requirements.txt pyproject.toml
	@echo "Setting up the Python environment in $(VENV)/ ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --requirement requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(ASSETS): $(INSTALLED) package-lock.json scripts/assets.py scripts/node_packages.py
	@echo "Setting up the front-end assets ..."
	@$(BIN)/python scripts/node_packages.py
	@$(BIN)/python scripts/assets.py

%.mo: %.po scripts/catalogues.py | $(INSTALLED)
	@$(BIN)/python scripts/catalogues.py

clean: ## Remove what was set up or built; var/ and reports/ stay
	rm -rf $(VENV) node_modules app/static/vendor app/translations/*/LC_MESSAGES/*.mo build *.egg-info .mypy_cache .ruff_cache .pytest_cache \
		.hypothesis .import_linter_cache
