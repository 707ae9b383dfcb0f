# Everything here needs Python 3.11 or newer, make and PyPI, and nothing else. Each target does all of its own set-up, once.

PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$each && break; done)
DEV := .venv
# A place of its own, with the built package as users get it: the other one has the sources at hand in its stead.
PLAIN := build/venv-demo
PACKAGED := $(shell find corpusnorm -not -name '*.pyc' -not -name __pycache__)
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_ROOT_USER_ACTION = ignore

.DEFAULT_GOAL := help
.PHONY: help demo test test-deep check format bench clean
.DELETE_ON_ERROR:

help: ## what there is
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 12

demo: $(PLAIN)/.installed ## install the package as a user would, and run it on the seeds
	$(PLAIN)/bin/corpusnorm run seeds -o out/demo --overwrite
	@printf '\nThe command is $(PLAIN)/bin/corpusnorm; look into out/demo: '; ls -m out/demo

test: check ## everything that continuous integration asks for
	$(DEV)/bin/pytest -n auto

test-deep: $(DEV)/.installed ## the tests, with 1,500 new examples for every law
	CORPUSNORM_PROFILE=deep $(DEV)/bin/pytest -n auto

check: $(DEV)/.installed ## lint, format, types and layers
	$(DEV)/bin/ruff check .
	$(DEV)/bin/ruff format --check .
	$(DEV)/bin/mypy --strict
	$(DEV)/bin/lint-imports --no-logo

format: $(DEV)/.installed ## bring the sources into their format
	$(DEV)/bin/ruff check --fix --quiet .
	$(DEV)/bin/ruff format .

bench: $(DEV)/.installed ## how well degraded copies are repaired
	$(DEV)/bin/python -m benchmarks.quality.repair

clean: ## remove what these targets made, but for .venv
	rm -rf build dist out/demo .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis
	rm -f $(DEV)/.installed
	find . -name __pycache__ -type d -not -path './$(DEV)/*' -prune -exec rm -rf {} +

# Editable: entry points are read from the installed metadata, doctests and tests from the sources, and both must be one thing.
$(DEV)/.installed: pyproject.toml
	$(call environment,$(DEV))
	@echo "Installing corpusnorm and its development tools into $(DEV) ..."
	@$(DEV)/bin/python -m pip install --quiet --editable '.[dev]'
	@touch $@

$(PLAIN)/.installed: pyproject.toml $(PACKAGED)
	$(call environment,$(PLAIN))
	@echo "Installing corpusnorm into $(PLAIN) ..."
	@$(PLAIN)/bin/python -m pip install --quiet .
	@touch $@

define environment
@test -n "$(PYTHON)" || { echo "corpusnorm needs Python 3.11 or newer: install it, or say where it is (make PYTHON=/path/to/python3)" >&2; exit 1; }
@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is not Python 3.11 or newer" >&2; exit 1; }
@test -x $(1)/bin/python -a -x $(1)/bin/pip || "$(PYTHON)" -m venv $(1) || { echo "$(PYTHON) cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
endef
