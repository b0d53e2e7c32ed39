# Broadsheet's everyday commands; `make help` explains them. Needs Python 3.11 or later, and nothing else.

PYTHON ?= python3
PORT   ?= 8000
SITE   ?=
ARGS   ?=
UV     ?= uv
AUDIT  ?= pip-audit
CDX    ?= cyclonedx-py

BIN    := .venv/bin
# An interpreter that was named replaces the environment of another one; the default one does not.
CHOSEN := $(if $(filter-out default file undefined,$(origin PYTHON)),--chosen)

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev site demo serve test accuracy bench soak check architecture words lock audit sbom clean interpreter

help: ## explain these commands
	@echo "make COMMAND, where COMMAND is one of:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'
	@echo "PYTHON=python3.12 chooses the interpreter; ARGS='--strict --jobs 2' goes to broadsheet build."

site: setup ## make .venv if need be and build site/ from seeds/
	@$(BIN)/broadsheet build $(ARGS)

demo: setup ## build demo/site/ from the invented newsroom of the tests
	@mkdir -p demo && rm -rf demo/seeds
	@cp -R tests/newsroom/seeds demo/seeds && cp tests/newsroom/mkdocs.yml demo/mkdocs.yml
	@$(BIN)/broadsheet build --project demo $(ARGS)
	@echo "Or: make serve SITE=demo/site"

serve: setup ## build, show and build again when something changes (PORT=… chooses another; SITE=demo/site only shows that)
	@$(BIN)/broadsheet serve --port $(PORT) $(if $(SITE),--site $(SITE)) $(ARGS)

test: setup-dev ## run every check and every test that this machine can run
	@$(BIN)/python -m pytest $(ARGS)

accuracy: setup-dev ## how right the analysis is, held to its floors (BROADSHEET_EVAL=… adds evaluation data)
	@$(BIN)/python -m pytest tests/accuracy $(ARGS)

bench: setup-dev ## what analysis and builds cost, as a table (BROADSHEET_EVAL=… has the articles, BROADSHEET_LARGE=1 takes long)
	@$(BIN)/python -m pytest tests/benchmarks/bench_*.py $(ARGS)

soak: setup-dev ## everything hostile, in full: takes long (BROADSHEET_HOSTILE=… has payloads)
	@BROADSHEET_SOAK=1 $(BIN)/python -m pytest tests/hostile $(ARGS)

check: setup-dev ## ruff, mypy and the contracts between rooms, without the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

architecture: setup ## write the tree in ARCHITECTURE.md anew
	@$(BIN)/python tools/architecture.py

words: setup ## bring the catalogues of the interface's words up to date with the code
	@$(BIN)/python tools/words.py

lock: ## lock requirements*.in anew (needs uv; ARGS=--upgrade takes newer versions)
	@command -v $(UV) >/dev/null || { echo "This needs uv: python3 -m pip install uv, or UV=/path/to/uv"; exit 1; }
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url $(ARGS) requirements.in -o requirements.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url $(ARGS) requirements-dev.in -o requirements-dev.lock

audit: ## ask whether anything that is locked has a known vulnerability (needs pip-audit and the network)
	@command -v $(AUDIT) >/dev/null || { echo "This needs pip-audit: python3 -m pip install pip-audit, or AUDIT=/path/to/pip-audit"; exit 1; }
	$(AUDIT) --strict --disable-pip --require-hashes --progress-spinner off -r requirements.lock
	$(AUDIT) --strict --disable-pip --require-hashes --progress-spinner off -r requirements-dev.lock

sbom: ## write dist/broadsheet.cdx.json, the list of all that a build runs, as CycloneDX (needs cyclonedx-py)
	@command -v $(CDX) >/dev/null || { echo "This needs cyclonedx-py: python3 -m pip install cyclonedx-bom, or CDX=/path/to/cyclonedx-py"; exit 1; }
	@mkdir -p dist
	@cat requirements.lock requirements-model.lock | $(CDX) requirements --pyproject pyproject.toml --mc-type application --output-reproducible --of JSON -o dist/broadsheet.cdx.json -
	@echo "dist/broadsheet.cdx.json"

clean: ## remove what builds made; .venv and pages added by hand stay
	@if [ -x $(BIN)/python ]; then $(BIN)/python tools/clean.py; fi
	@rm -rf site .site.* demo dist .broadsheet .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov

setup: interpreter ## make .venv as requirements.lock says
	@$(PYTHON) tools/environment.py run $(CHOSEN)

setup-dev: interpreter
	@$(PYTHON) tools/environment.py dev $(CHOSEN)

interpreter:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Broadsheet needs Python 3.11 or later, and $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo 'not there')."; \
	  echo "Name another one: make $(or $(MAKECMDGOALS),site) PYTHON=/path/to/python3.12"; exit 1; } >&2
