# make run and make test are all a newcomer needs; each sets up what is missing first.
.DEFAULT_GOAL := help
.PHONY: help run test cover setup check format lock words problems pictures bench postgres wheel clean

BIN := .venv/bin
PYTEST_ARGS ?= -n 2 --dist loadfile

# Where Python may not keep what it compiled (some container images say so), each of the hundreds of processes that
# the tests start would compile the whole program again.
unexport PYTHONDONTWRITEBYTECODE

help:      ## list what can be made
	@sed -n 's/^\([a-z]*\):[a-z ]*## */  make \1\t/p' Makefile

run: setup      ## the app on a demo store; where there is no terminal, one visit from opening to printed report
	@$(BIN)/python -m scripts.run

test: setup      ## all tests; PostgreSQL's laws too where QAUDIT_TEST_POSTGRES names a server
	$(BIN)/python -m pytest $(PYTEST_ARGS)

cover: setup      ## the core's tests alone, which have to reach every line and branch of it
	$(BIN)/python -m pytest -q -n 2 tests/core tests/worked --cov=qaudit.core --cov-branch --cov-fail-under=100

setup:      ## .venv with the locked versions, and the libraries reports need
	@PYTHON="$(PYTHON)" sh scripts/setup.sh

check: static test      ## everything CI looks at: format, lint, types, import contracts, tests

.PHONY: static
static: setup      ## the checks that run no code of ours
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: setup      ## put the code in its one form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

postgres: setup      ## all tests with a throwaway PostgreSQL server
	$(BIN)/python scripts/postgres.py -- $(MAKE) test

lock: setup      ## requirements.lock from pyproject.toml; UPGRADE=1 for newer versions
	sh scripts/lock.sh

words: setup      ## the catalogues of the program's own words, renewed from the source
	$(BIN)/python -m scripts.words

problems: setup      ## docs/problems.md, all that the checker of packs can say
	$(BIN)/python -m scripts.problems

pictures: setup      ## docs/pictures: the documents' first pages, the app, a report, the large demo
	$(BIN)/python -m scripts.pictures

bench: setup      ## the measurements of benchmarks/README.md
	$(BIN)/python -m benchmarks

wheel: setup      ## dist/: the wheel and the source archive
	$(BIN)/python -m build --no-isolation

clean:      ## remove what make made, the environment too
	rm -rf .venv dist build demo htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
