# make demo   set up, read a page, show its record
# make test   set up, then every check that a change must pass; .ci/run calls this one

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
LOCK := --upgrade --quiet --generate-hashes --no-annotate --no-header
FRONTEND := $(shell find src/sayso/web/frontend -type f -not -path '*/node_modules/*')
EXAMPLE := examples/vienna-swap.html

.PHONY: demo test check format lock bench stress clean

demo: .venv/installed
	$(BIN)/sayso read $(EXAMPLE)

test: .venv/tests-installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest
	$(BIN)/python -m evaluation.gate

format: .venv/tests-installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/uv
	$(UV) pip compile $(LOCK) -o requirements.txt pyproject.toml
	$(UV) pip compile $(LOCK) --group test -o requirements-test.txt pyproject.toml
	$(UV) pip compile $(LOCK) --group test --group ftm -o requirements-ftm.txt pyproject.toml

stress: .venv/tests-installed
	$(BIN)/python bench/kill_store.py --rounds 50

bench: .venv/tests-installed
	for script in bench/*.py; do $(BIN)/python $$script; done

clean:
	rm -rf .venv build dist

.venv/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	touch $@

.venv/installed: .venv/uv pyproject.toml hatch_build.py requirements.txt $(FRONTEND)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $@

# followthemoney builds on ICU, whose headers (libicu-dev) not every machine has: without them its tests are skipped
.venv/tests-installed: .venv/installed requirements-test.txt requirements-ftm.txt
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-test.txt
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-ftm.txt \
	  || echo "followthemoney could not be installed: its tests will be SKIPPED"
	touch $@
