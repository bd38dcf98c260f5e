# Everything a contributor or CI does, in the environment that the lock describes.
# Works with GNU make 3.81; `make` alone lists the targets.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test unit cov lint format types docs docs-check lock lock-check example bench clean

PY   := .venv/bin/python
PIP  := $(PY) -m pip --disable-pip-version-check --no-input --quiet
LOCK := $(PY) -m uv pip compile --quiet --universal --generate-hashes --no-annotate --python-version 3.11 \
        --custom-compile-command "make lock" $(UPGRADE)

# The lock is complete, so nothing is resolved (--no-deps), and every file is a wheel
# whose hash is known, so nothing is built or run while installing.
FROM_LOCK := $(PIP) install --no-deps --only-binary :all: --require-hashes

# An environment whose Python is gone, or that was left half made, is made anew.
$(shell test -x $(PY) && test -x .venv/bin/pip || rm -f .venv/pyvenv.cfg)
unexport PYTHONHOME PYTHONPATH

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | awk -F '\t' '{ printf "  make %-11s %s\n", $$1, $$2 }'

demo: .venv/run.stamp ## read the invented conflict into a fresh ledger; writes demo/report.html
	@rm -rf demo
	@.venv/bin/sayso demo demo

test: .venv/dev.stamp ## run all tests; ARGS="-k quotes" goes to pytest
	@$(PY) -m pytest -n auto --dist worksteal $(ARGS)

unit: .venv/dev.stamp ## run the quick tests: none that runs a browser or a whole command
	@$(PY) -m pytest -n auto --dist worksteal -m "not browser and not end_to_end" $(ARGS)

cov: .venv/dev.stamp ## run all tests and measure branch coverage
	@$(PY) -m pytest -n auto --dist worksteal --cov --cov-report=term $(ARGS)

lint: .venv/dev.stamp ## check rules, format, and that the lock serves pyproject.toml
	@$(PIP) check
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

format: .venv/dev.stamp ## format, and mend what ruff can mend
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

types: .venv/dev.stamp ## check types
	@$(PY) -m mypy

docs: .venv/run.stamp ## run the commands that the pages show, and write down what they print
	@$(PY) scripts/refresh_docs.py

docs-check: .venv/run.stamp ## check that the pages show what their commands print
	@$(PY) scripts/refresh_docs.py --check

lock: .venv/dev.stamp ## lock the dependencies of pyproject.toml; UPGRADE=--upgrade takes the newest
	@$(LOCK) --group pip -o requirements/pip.txt
	@$(LOCK) pyproject.toml --group build -o requirements/run.txt
	@$(LOCK) pyproject.toml --group build --group dev -c requirements/run.txt -o requirements/dev.txt

lock-check: .venv/dev.stamp ## ask the index whether every platform has a wheel of everything locked
	@scripts/check-lock $(PY)

example: .venv/dev.stamp ## build the example's pdf and docx files anew
	@$(PY) scripts/build_example.py

bench: .venv/run.stamp ## TASK=attribution IN=paragraphs.jsonl OUT=found.jsonl
	@$(PY) benchmarks/predict.py "$(TASK)" "$(IN)" "$(OUT)"

clean: ## remove what was made here: environment, caches, demo
	rm -rf .venv .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache build demo dist htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/pyvenv.cfg:
	@python=$$(scripts/find-python) && \
	echo "Making .venv with $$python and installing what the lock names, a minute or two ..." && \
	"$$python" -m venv --clear .venv

.venv/run.stamp: .venv/pyvenv.cfg requirements/pip.txt requirements/run.txt pyproject.toml
	@$(FROM_LOCK) -r requirements/pip.txt
	@$(FROM_LOCK) -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	@$(FROM_LOCK) -r requirements/dev.txt
	@touch $@
