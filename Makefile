# Everything starts here: `make run` shows the product, `make test` proves it. Each sets up .venv first, once.
VENV ?= .venv
PORT ?= 8080
JOBS ?= 2
PY := $(VENV)/bin/python
PYTEST_MORE ?=
PYTEST := $(PY) -m pytest -q -n $(JOBS) --dist worksteal $(PYTEST_MORE)
APART := browser or servers or slow

.DEFAULT_GOAL := help
.PHONY: help setup run test test-apart test-all test-full lint format bench lock clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

setup: ## the virtual environment, where it is not there yet
	@VENV='$(VENV)' sh scripts/setup

run: setup ## the demo: two phones at http://localhost:8080 (PORT=… for another port)
	@$(PY) -m bot demo --port $(PORT)

test: setup ## every test that needs neither a browser nor a database server
	@$(PYTEST) -m 'not ($(APART))'

test-apart: setup ## the rest: headless Chromium, a PostgreSQL and a Redis of its own, the wheel
	@$(PYTEST) -m '$(APART)'

test-all: test test-apart ## all tests

test-full: setup ## the proofs at the size of a city: killed at every step, 10,000 notices, a year of 20,000 cases; hours
	@$(PYTEST) --full tests/faults tests/bot/worker tests/handlers/api

lint: setup ## ruff, mypy, import-linter
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-cache

format: setup ## put the code into its form
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format

bench: setup ## an ordinary turn through each door, beside the bare door
	@$(PY) -m bench.doors

lock: setup ## write requirements.lock anew from pyproject.toml
	@VENV='$(VENV)' sh scripts/lock

clean: ## remove what setup made
	rm -rf '$(VENV)'
