# `make demo` and `make test` do all their set-up themselves: they need Python 3.11+, make and the
# package registries, nothing else. Everything lands in .venv/ and build/.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first of these that runs and is new enough; override with `make PYTHON=... demo`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
OUT ?= demo-out
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test check format lint types tests doctests wheel bench docs screenshots pins clean

help:  ## show this help
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/.run  ## set up, read the sample articles, write graph, page, Turtle and report
	$(BIN)/substancekg demo -o $(OUT)

test: $(VENV)/.test  ## set up and run every check
	$(MAKE) --no-print-directory lint types tests doctests wheel

lint: $(VENV)/.test  ## formatting and lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: $(VENV)/.test  ## format the code in place
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: $(VENV)/.test  ## mypy --strict
	$(BIN)/mypy

tests: $(VENV)/.test  ## the test suite
	$(BIN)/pytest -q -rs

doctests: $(VENV)/.test  ## the examples in docstrings
	$(BIN)/pytest -q --doctest-modules --import-mode=importlib --override-ini=testpaths= --ignore=substancekg/examples \
		substancekg

wheel: $(VENV)/.test  ## build the wheel, install it in a clean environment and run it
	$(BIN)/python .ci/check_wheel.py

bench: $(VENV)/.test  ## measure reading, speed and size; prints tables
	$(BIN)/python -m benchmarks

docs: $(VENV)/.test  ## write the generated parts of the documentation
	$(BIN)/python docs/generate.py

screenshots: $(VENV)/.test demo  ## take the pictures of the documentation (needs Chromium)
	$(BIN)/python docs/screenshots.py $(OUT)

pins: $(VENV)/.test  ## compile the pinned requirements anew
	$(BIN)/pip install -q pip-tools
	$(BIN)/python -m piptools compile -q --generate-hashes --allow-unsafe --strip-extras --no-header \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --all-extras \
		-o requirements/run.txt pyproject.toml
	$(BIN)/python -m piptools compile -q --generate-hashes --allow-unsafe --strip-extras --no-header \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --all-extras \
		-c requirements/run.txt -o requirements/test.txt pyproject.toml requirements/test.in

clean:  ## remove everything that the targets made
	rm -rf $(VENV) build dist $(OUT) *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# A virtual environment without pip's own help (some Debian systems lack ensurepip) says what to do.
$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed, and none was found" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "make: 'python3 -m venv' failed; on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -q --no-deps -e .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	$(BIN)/python -m pip install -q --require-hashes -r requirements/test.txt
	@touch $@
