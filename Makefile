# make            what can be done
# make test       a new machine needs python3 (3.11 or newer), pip, make, git and the package index, nothing else
#
# Only relative paths, so that the checkout may lie in a folder with spaces in its name. A stamp is written last:
# whoever presses Ctrl-C halfway gets a whole environment next time.

PY ?= python3
UV = UV_PYTHON_DOWNLOADS=never .tools/bin/uv
BIN = .venv/bin

# The language of the demo: L=en or L=ja; without it, that of the terminal.
L ?= $(if $(filter ja%,$(firstword $(LC_ALL) $(LC_MESSAGES) $(LANG))),ja,en)
# Where the demo goes.
D ?= demo
# Further words for pytest, such as T="-k guard" or T="tests/unit/guard -n 0".
T ?=
# What `make mutate` makes: N slips (0: all, which takes long), chosen by SEED, J at a time; P: in the process of a
# project's folder instead of the shipped one.
N ?= 200
SEED ?= 1
J ?= 1
P ?=
# Where `make bench` writes its figures.
JSON ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules
.PHONY: help setup demo test lint format check schemas calendars mutate bench build lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

setup: .venv/.stamp ## make .venv from the hashed requirements
	@:

demo: .venv/.stamp ## play a whole process in the folder demo (L=en or L=ja, D=FOLDER)
	@$(BIN)/tadasu --lang $(L) demo "$(D)"

test: .venv/.stamp ## run the tests (T="words for pytest")
	@$(BIN)/python -m pytest -q -n auto $(T)

lint: .venv/.stamp ## style, types, floors and doors
	@$(BIN)/ruff check -q --output-format concise .
	@$(BIN)/ruff format -q --check .
	@$(BIN)/mypy --no-error-summary
	@said=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$said"; exit 1; }

format: .venv/.stamp ## put the code in shape
	@$(BIN)/ruff check -q --fix-only .
	@$(BIN)/ruff format -q .

check: test lint ## all that must hold before a change is taken in (tests/house/ keeps the laws)

schemas: .venv/.stamp ## remake the JSON Schemas that editors read, the reference, and the pages of rules
	@$(BIN)/python -m tests.house.schemas
	@$(BIN)/python -m tests.house.reference
	@$(BIN)/python -m tests.house.rulebook

calendars: .venv/.stamp ## remake the shipped calendar of public holidays
	@$(BIN)/python -m tests.house.holidays

mutate: .venv/.stamp ## make slips in the process and say who notices (N=NUMBER, SEED=NUMBER, J=JOBS, P=FOLDER)
	@$(BIN)/python -m tests.mutation $(if $(P),"$(P)") --number $(N) --seed $(SEED) --jobs $(J) --list

bench: .venv-bench/.stamp ## measure beside other engines (JSON=FILE keeps the figures)
	@.venv-bench/bin/python -m benchmarks $(if $(JSON),--json "$(JSON)")

build: .venv/.stamp ## make dist/ (wheel and source archive)
	@rm -rf dist
	@$(BIN)/python -m hatchling build

lock: .tools/bin/uv ## choose the newest versions and remake requirements/
	@$(UV) lock -q --upgrade
	@$(UV) export $(EXPORT) --extra postgres --extra tsa --extra plan --extra xlsx --extra pdf --extra docx -o requirements/run.txt
	@$(UV) export $(EXPORT) --group dev -o requirements/dev.txt
	@$(UV) export $(EXPORT) --group bench -o requirements/bench.txt
	@$(UV) export $(EXPORT) --only-group bootstrap -o requirements/uv.txt

EXPORT = -q --frozen --format requirements.txt --no-default-groups --no-emit-project --no-header --no-annotate

clean: ## remove what was made (the demo's folder stays)
	@rm -rf .venv .venv-bench .tools .tools.part dist uv.lock
	@rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find engine cli tests $(wildcard benchmarks) -name __pycache__ -prune -exec rm -rf {} +

# --- environments ----------------------------------------------------------------------------------------------------

# Debian's python3 has no venv module and refuses to install into itself (PEP 668); a folder of our own is fine.
.tools/bin/uv: requirements/uv.txt
	@rm -rf .tools .tools.part
	@$(PY) -m pip install -q --disable-pip-version-check --root-user-action ignore \
	  --require-hashes --target .tools.part -r requirements/uv.txt
	@mv .tools.part .tools
	@touch $@

.venv/.stamp: requirements/dev.txt pyproject.toml | .tools/bin/uv
	@$(UV) venv -q --clear --python "$(PY)" .venv
	@$(UV) pip install -q --python .venv/bin/python --require-hashes -r requirements/dev.txt
	@$(UV) pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e .
	@touch $@

.venv-bench/.stamp: requirements/bench.txt pyproject.toml | .tools/bin/uv
	@$(UV) venv -q --clear --python "$(PY)" .venv-bench
	@$(UV) pip install -q --python .venv-bench/bin/python --require-hashes -r requirements/bench.txt
	@$(UV) pip install -q --python .venv-bench/bin/python --no-deps --no-build-isolation -e .
	@touch $@
