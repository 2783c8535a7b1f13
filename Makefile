# Everything that a person or CI does here; `make help` lists it. Needs python3 (3.11 to 3.13) with
# venv, make and git; `build` and `deploy-local` need Lambda's Python 3.12 besides.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
SHELL := /bin/bash

PYTHON ?= python3
PORT ?= 3000
CLOUD_PORT ?= 4566
ARCH ?= $(if $(filter arm64 aarch64,$(shell uname -m)),arm64,x86_64)
# A pyenv shim of 3.12 fails where no 3.12 is active, so each candidate is tried.
PYTHON312 ?= $(shell for p in python3.12 "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.12.*/bin/python3.12; \
	do "$$p" -c 'import sys; print(sys.executable)' 2>/dev/null && break; done)

RUN := .venv/run.stamp
DEV := .venv/dev.stamp
BENCH := .venv/bench.stamp
SAM := .venv-sam/stamp
CLOUD := .venv-cloud/stamp
RUNTIME := .venv-runtime/stamp
BUILT := .aws-sam/$(ARCH).stamp
IN_VENV := .venv/bin/python -W error::DeprecationWarning:waqai
SOURCES := template.yaml samconfig.toml $(shell find functions layers schemas -type f \
	-not -path '*/__pycache__/*' -not -path '*.egg-info/*' 2>/dev/null)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

## Use it

.PHONY: run demo deploy-local
run: $(RUN) ## start the service on http://127.0.0.1:3000, read the samples, serve until Ctrl-C
	@.venv/bin/python -m local --port $(PORT) --cloud-port $(CLOUD_PORT) $(if $(ONESHOT),--once)

demo: ## the same, but end once the samples are stored
	@$(MAKE) run ONESHOT=1

deploy-local: $(BUILT) $(SAM) $(CLOUD) $(DEV) ## deploy the built stack into a local cloud with its real policies, and keep it
	@.venv/bin/python -m local.stack --port $(CLOUD_PORT)

## Change it

.PHONY: test check format schemas lock
test: $(DEV) $(if $(PYTHON312),$(BUILT) $(SAM) $(CLOUD) $(RUNTIME)) ## run all tests with coverage
	@$(if $(PYTHON312),,echo "No Python 3.12 found: the tests of the built stack (-m stack) are left out.")
	@.venv/bin/python -m pytest --cov --cov-report=term $(if $(PYTHON312),,-m "not stack") $(PYTEST)

check: $(DEV) ## formatting, lint, types, import rules
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(IN_VENV) -m waqai.ontology check schemas/ontology
	$(IN_VENV) -m waqai.api.schemas --check schemas

format: $(DEV) ## format the code and mend what ruff can mend
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

schemas: $(DEV) ## write the JSON Schemas and the OpenAPI document anew
	$(IN_VENV) -m waqai.ontology schema > schemas/ontology.schema.json
	$(IN_VENV) -m waqai.api.schemas schemas

lock: .venv-lock/stamp ## resolve requirements/*.txt anew from pyproject.toml and requirements/*.in
	$(call lock,pyproject.toml --extra local --extra dev,dev)
	$(call lock,pyproject.toml --extra local -c requirements/dev.txt,run)
	$(call lock,pyproject.toml --extra bench -c requirements/dev.txt,bench)
	$(call lock,requirements/build.in,build)
	$(call lock,requirements/cloud.in,cloud)
	$(call lock,requirements/runtime.in,runtime)

define lock
@echo "requirements/$(2).txt"
@.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--custom-compile-command "make lock" $(UPGRADE) $(1) -o requirements/$(2).txt
endef

## Build it for AWS

.PHONY: validate build size python312
python312:
	@echo $(PYTHON312)

validate: $(SAM) ## lint template.yaml as CloudFormation and SAM read it
	@SAM_CLI_TELEMETRY=0 .venv-sam/bin/sam validate --lint --region us-east-1

build: $(BUILT) ## build functions and layers for ARCH=arm64|x86_64 (this machine's by default)

size: $(BUILT) ## show what each function weighs unzipped with its layers; fail above Lambda's 250 MB
	@$(PYTHON) scripts/size.py .aws-sam/build

$(BUILT): $(SAM) $(SOURCES)
	@test -n "$(PYTHON312)" || { echo "Building needs Lambda's Python 3.12, and none was found on PATH or under" \
		"pyenv. Install it (pyenv install 3.12) or name it: make build PYTHON312=/path/to/python3.12" >&2; exit 1; }
	@echo "Building functions and layers for $(ARCH) (one to two minutes the first time) …"
	@PATH="$(dir $(PYTHON312)):$$PATH" SAM_CLI_TELEMETRY=0 .venv-sam/bin/sam build \
		--parameter-overrides Architecture=$(ARCH) > .venv-sam/build.log 2>&1 \
		|| { cat .venv-sam/build.log >&2; exit 1; }
	@rm -f .aws-sam/*.stamp && touch $@

## Train and measure it

.PHONY: train evaluate bench
train: ## train the model anew on CPU and export it to layers/model (needs Python 3.11; about two hours)
	@$(MAKE) -C training train

evaluate: $(DEV) ## score the model on the held-out articles, as they are and spoilt
	@$(IN_VENV) -m training.evaluate
	@$(IN_VENV) -m training.robustness

bench: $(BENCH) $(if $(PYTHON312),$(BUILT) $(SAM) $(RUNTIME)) ## measure latency by length and stage, and cold start
	@$(IN_VENV) -m benchmarks

## Housekeeping

.PHONY: help clean
help: ## show this
	@awk 'BEGIN {FS = ":.*## "} /^## / {printf "\n%s\n", substr($$0, 4)} \
		/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

clean: ## remove environments, builds and caches; keep .local, where the records are
	rm -rf .venv .venv-sam .venv-cloud .venv-runtime .venv-lock .aws-sam .pytest_cache .mypy_cache \
		.ruff_cache .import_linter_cache .hypothesis .coverage htmlcov build
	find . -name __pycache__ -type d -not -path './.local/*' -prune -exec rm -rf {} +

# Environments, made on demand; a stamp is older than the lock that it was installed from.

define environment
@$(1) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { echo \
	"Python 3.11, 3.12 or 3.13 is needed; $(1) is another. Name one: make PYTHON=python3.12" >&2; exit 1; }
@test -x $(dir $@)bin/python || $(1) -m venv $(dir $@) || { rm -rf $(dir $@); echo \
	"No virtual environment could be made; on Debian: apt install python3-venv" >&2; exit 1; }
@echo "Installing requirements/$(2).txt into $(dir $@) ($(3)) …"
@$(dir $@)bin/python -m pip install --quiet --quiet -r requirements/$(2).txt
@touch $@
endef

# The package itself is a path, so that nothing of it is ever installed twice.
define package
@.venv/bin/python -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), \
	"waqai.pth").write_text("$(CURDIR)/layers/waqai\n")'
endef

$(RUN): requirements/run.txt
	$(call environment,$(PYTHON),run,once; about a minute)
	$(package)

$(DEV): requirements/dev.txt
	$(call environment,$(PYTHON),dev,once; about a minute)
	$(package)
	@touch $(RUN)

$(BENCH): requirements/bench.txt $(DEV)
	$(call environment,$(PYTHON),bench,once)

$(SAM): requirements/build.txt
	$(call environment,$(or $(PYTHON312),$(PYTHON)),build,AWS SAM CLI; once)

$(CLOUD): requirements/cloud.txt
	$(call environment,$(or $(PYTHON312),$(PYTHON)),cloud,once)

$(RUNTIME): requirements/runtime.txt
	$(call environment,$(or $(PYTHON312),$(PYTHON)),runtime,once)

.venv-lock/stamp: requirements/lock.in
	@$(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet --quiet -r $< && touch $@
