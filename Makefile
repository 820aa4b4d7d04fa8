# Everything here needs only Python 3.11 to 3.14, make and git; the rest goes into .venv.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
export PYTHONPATH := $(CURDIR)
# Branch coverage of these is held at 95%: a wrong figure starts here.
CORE := nphd_tracker/money.py,nphd_tracker/dates.py,nphd_tracker/regions/*,nphd_tracker/positions.py,nphd_tracker/due.py,nphd_tracker/absorption.py,nphd_tracker/importing/*
# The lock is whole, so pip need not look for anything: a newer release it might meet changes nothing.
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes

.PHONY: demo serve test test-postgresql fast check lock bench bundle translations catalogue golden clean

demo: $(VENV)/.product          ## a throw-away database with the example sheets, served
	$(PY) -m nphd_tracker demo --port $(PORT)

serve: $(VENV)/.product         ## the real database, served
	$(PY) -m nphd_tracker serve --port $(PORT)

test: $(VENV)/.development      ## everything, on SQLite and PostgreSQL, in a browser, from the wheel, with coverage
	$(PY) -m pytest -n auto --dist worksteal --database where-it-matters --cov --cov-report=term-missing:skip-covered tests
	$(PY) -m coverage report --precision=1 --fail-under=95 --include="$(CORE)"

test-postgresql: $(VENV)/.development  ## every page, command and intake test on PostgreSQL
	$(PY) -m pytest -n auto --dist worksteal --database postgresql -m "not browser" tests/web tests/cli tests/test_intake.py

fast: $(VENV)/.development      ## the quick suite alone, under a minute
	$(PY) -m pytest -n auto --dist worksteal -m "not browser and not wheel" tests

check: $(VENV)/.development     ## lint, format, types, known holes, bill of materials
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m tests.supply_chain

lock: $(VENV)/.development      ## pin again, with hashes and without any address
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --extra postgres pyproject.toml -o requirements.lock
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --extra postgres --group dev -c requirements.lock \
		pyproject.toml -o requirements-dev.lock
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --extra postgres --group dev --group bench -c requirements-dev.lock \
		pyproject.toml -o requirements-bench.lock

bench: $(VENV)/.peers           ## measured, never tested; some parts: make bench PARTS="start import"
	$(PY) -m tests.bench $(PARTS)

translations: $(VENV)/.development  ## after a text changed: extract, merge, compile
	$(PY) tests/translations.py

catalogue: $(VENV)/.development     ## after a message changed: write imports/README.md again
	$(PY) tests/catalogue_page.py

golden: $(VENV)/.development        ## write tests/sheets/ again; with TWINS=1 also what LibreOffice makes of it
	$(PY) tests/importing/golden.py $(if $(TWINS),--twins)

bundle: $(VENV)/.development    ## one archive with every wheel, for an office without internet
	$(PY) tests/bundle.py dist

clean:
	rm -rf $(VENV) build dist .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 15) else "nphd-tracker needs Python 3.11 to 3.14; choose one with: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.product: requirements.lock $(VENV)/.python
	@test -f $(VENV)/.development || $(PIP_INSTALL) -r requirements.lock
	@touch $@

$(VENV)/.development: requirements-dev.lock requirements.lock $(VENV)/.python
	$(PIP_INSTALL) -r requirements-dev.lock
	@touch $@ $(VENV)/.product

# In an environment of their own: a peer's plugins must not reach into our tests.
$(VENV)/.peers: requirements-bench.lock $(VENV)/.development
	$(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@
