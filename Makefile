# Everything here needs Python 3.11 or newer, make and PyPI, and nothing else. Each target does all of its own set-up, once.

PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$each && break; done)
VENV := .venv
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_ROOT_USER_ACTION = ignore

.DEFAULT_GOAL := help
.PHONY: help demo test test-deep check format bench bench-speed clean
.DELETE_ON_ERROR:

help: ## what there is
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 14

demo: $(VENV)/.installed ## install the package and run it on the seeds
	$(VENV)/bin/corpusnorm run seeds -o out/demo --overwrite

test: check ## everything that continuous integration asks for
	$(VENV)/bin/pytest -n auto

test-deep: $(VENV)/.developing ## the tests, with 1,500 new examples for every law
	CORPUSNORM_PROFILE=deep $(VENV)/bin/pytest -n auto

check: $(VENV)/.developing ## lint, format, types and layers
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy --strict
	$(VENV)/bin/lint-imports --no-logo

format: $(VENV)/.developing ## bring the sources into their format
	$(VENV)/bin/ruff check --fix --quiet .
	$(VENV)/bin/ruff format .

bench: $(VENV)/.developing ## how well degraded copies are repaired
	$(VENV)/bin/python -m benchmarks.quality.repair

bench-speed: $(VENV)/.benchmarking ## speed beside other libraries
	$(VENV)/bin/python -m benchmarks.speed

clean: ## remove what these targets made, but for .venv
	rm -rf dist out/demo .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis
	rm -f $(VENV)/.installed $(VENV)/.developing $(VENV)/.benchmarking
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

# Editable: entry points are read from the installed metadata, doctests and tests from the sources, and both must be one thing.
$(VENV)/.installed: pyproject.toml
	$(environment)
	@echo "Installing corpusnorm into $(VENV) ..."
	@$(VENV)/bin/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.developing: $(VENV)/.installed
	@echo "Installing its development tools ..."
	@$(VENV)/bin/python -m pip install --quiet --editable '.[dev]'
	@touch $@

$(VENV)/.benchmarking: $(VENV)/.developing
	@echo "Installing the libraries it is measured beside ..."
	@$(VENV)/bin/python -m pip install --quiet --editable '.[dev,bench]'
	@touch $@

define environment
@test -n "$(PYTHON)" || { echo "corpusnorm needs Python 3.11 or newer: install it, or say where it is (make PYTHON=/path/to/python3)" >&2; exit 1; }
@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is not Python 3.11 or newer" >&2; exit 1; }
@test -x $(VENV)/bin/python -a -x $(VENV)/bin/pip || "$(PYTHON)" -m venv $(VENV) || { echo "$(PYTHON) cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
endef
