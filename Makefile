# make run   sets everything up and serves the worked example
# make test  sets everything up and runs all that CI runs
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
ADDRESS ?= 127.0.0.1:8000
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Two processes of tests share two cores; more threads would only wait for each other.
tests: export OPENBLAS_NUM_THREADS = 1

ASSETS := src/goldenthread_web/page/static/built/site.css \
	src/goldenthread/publishing/fonts/NotoSansBengali_700Bold.ttf
CATALOGUES := $(wildcard src/goldenthread_web/*/locale/*/LC_MESSAGES/django.po)
COMPILED := $(CATALOGUES:.po=.mo)
STYLES := $(wildcard src/goldenthread_web/page/assets/*.scss)

.PHONY: help run assets test check tests browser-tests bench lock clean prerequisites chromium format

help: ## What can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

run: .venv/installed $(ASSETS) $(COMPILED) ## Set up and serve the worked example on http://127.0.0.1:8000
	@goldenthread serve --example --address $(ADDRESS) --administrator-link

test: .venv/installed $(ASSETS) $(COMPILED) chromium check tests ## Everything that CI runs

check: .venv/installed ## Style, types, structure, licences (under two minutes)
	ruff format --check .
	ruff check .
	lint-imports --cache-dir .import_linter_cache | tail -8
	mypy
	djade --check --target-version 5.2 $$(git ls-files '*.html' | grep templates)
	DJANGO_SETTINGS_MODULE=tests.settings python -m django makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=tests.settings GOLDENTHREAD_HTTPS=yes python -m django check --deploy --fail-level WARNING
	deptry src
	python scripts/check_licences.py

tests: .venv/installed $(ASSETS) $(COMPILED)
	pytest tests/library tests/docs src/goldenthread -n 2 --dist worksteal -q
	pytest tests/web -n 2 --dist worksteal -q
	python scripts/with_postgresql.py pytest tests/web -n 2 --dist worksteal -q
	pytest tests/browser -q

bench: .venv/installed .venv-benchmark/installed ## Ratios against peers, in the same run
	for file in benchmarks/*.py; do python $$file || exit 1; done

# BERTopic stands apart: without its own encoder, fed the vectors of this project.
.venv-benchmark/installed: requirements/benchmark.txt | .venv/installed
	test -x .venv-benchmark/bin/python || $(PYTHON) -m venv .venv-benchmark
	$(BIN)/uv pip install --quiet --python .venv-benchmark/bin/python --no-deps --require-hashes -r requirements/benchmark.txt
	touch $@

format: .venv/installed ## Bring the code into shape
	ruff check --fix .
	ruff format .
	djade --target-version 5.2 $$(git ls-files '*.html' | grep templates)

prerequisites:
	@missing=; for tool in git $(PYTHON); do command -v $$tool >/dev/null || missing="$$missing $$tool"; done; \
	if [ -n "$$missing" ]; then echo "Missing:$$missing. Type: apt install git make python3 python3-venv"; exit 1; fi
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Golden Thread needs Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "Missing: venv. Type: apt install python3-venv"; exit 1; }

.venv/installed: requirements/development.txt requirements/bootstrap.txt pyproject.toml | prerequisites
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/development.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

node_modules/.package-lock.json: package-lock.json .npmrc | .venv/installed
	npm ci --ignore-scripts --silent
	touch $@

assets: $(ASSETS) $(COMPILED) ## Build style sheet, fonts, scripts and languages

%.mo: %.po | .venv/installed
	pybabel -q compile --use-fuzzy -i $< -o $@ -l $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))

$(ASSETS) &: node_modules/.package-lock.json scripts/build-assets.mjs $(STYLES) | .venv/installed
	node scripts/build-assets.mjs

chromium:
	@command -v chromium >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	else echo "The browser tests need Chromium. Type: sudo apt install chromium"; exit 1; fi

lock: .venv/installed ## Compile the locks anew from pyproject.toml
	uv pip compile --quiet --generate-hashes --python-version 3.11 -o requirements/site.txt pyproject.toml
	uv pip compile --quiet --generate-hashes --python-version 3.11 --extra development -o requirements/development.txt pyproject.toml
	uv pip compile --quiet --generate-hashes --python-version 3.11 --override benchmarks/overrides.txt -o requirements/benchmark.txt benchmarks/requirements.in
	grep -A999 '^uv==' requirements/development.txt | awk 'NR==1 || /^ /{print} NR>1 && /^[a-z]/{exit}' > requirements/bootstrap.txt

clean: ## Remove what can be built again (not var/, where your data is)
	rm -rf .venv node_modules src/goldenthread_web/page/static/built src/goldenthread/publishing/fonts
