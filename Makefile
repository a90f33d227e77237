# Every target sets up what it needs and may be called again at any time.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup demo test check app bench

setup: .venv/ready

.venv/ready: pyproject.toml constraints.txt .ci/native
	@PYTHON="$(PYTHON)" sh .ci/native
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing Python packages into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: setup  ## print the first week of the evening track into exports/
	@$(BIN)/curriculum export evening --week 1

test: setup  ## run the tests on every core
	@$(BIN)/python -m pytest -n auto

check: setup  ## style, types, import contracts, and the library's own checks
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/curriculum check

app: setup  ## open the terminal app on the sample workspace
	@$(BIN)/curriculum

bench: setup  ## print what starting, checking, filling and printing cost on this machine
	@$(BIN)/python tests/benchmarks/startup.py
	@$(BIN)/python tests/benchmarks/fill.py
	@$(BIN)/python tests/benchmarks/checking.py
	@$(BIN)/python tests/benchmarks/binder.py --cycle
