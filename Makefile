# `make run` and `make test` need Python 3.11+ and make, nothing else. `make help` lists the rest.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
# A stamp is newer than what was installed from: while it is, nothing is done again.
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
INSTALLED_FROM := pyproject.toml constraints.txt tools/environment.sh

.PHONY: help run fetch test lint format data messages evaluate bench screenshots constraints clean

help:
	@echo "make run          read the documents at hand and open the site"
	@echo "make fetch        download the Security Council's resolutions from the UN's public repository"
	@echo "make test         run every test"
	@echo "make lint         check format, style and types"
	@echo "make format       put the code into the house format"
	@echo "make data         write the register's derived tables anew from ../shared"
	@echo "make messages     take the words of the interface out of templates and code, merge and compile them"
	@echo "make evaluate     compare with hand-made labels and print the figures"
	@echo "make bench        measure speed and memory"
	@echo "make screenshots  picture the site of \$$STORE (else the default one) into \$$FOLDER"
	@echo "make constraints  write constraints.txt anew from the newest versions"
	@echo "make clean        remove the environment and everything built"

run: $(RUN)
	@$(BIN)/windhoek run

fetch: $(RUN)
	@$(BIN)/windhoek fetch

test: $(DEV)
	$(BIN)/python -m pytest -n auto $(ARGS)

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict src/windhoek

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

data: $(DEV)
	$(BIN)/python tools/data.py $(ARGS)

messages: $(DEV)
	$(BIN)/python tools/messages.py

evaluate: $(DEV)
	$(BIN)/python -m benchmarks.evaluate $(ARGS)

bench: $(DEV)
	$(BIN)/python -m benchmarks.bench $(ARGS)

screenshots: $(DEV)
	$(BIN)/python -m benchmarks.screenshots \
	    "$${STORE:-$$($(BIN)/python -c 'from windhoek.store.store import Store; print(Store().url)')}" \
	    "$${FOLDER:-build/screenshots}" $(ARGS)

constraints:
	sh tools/constraints.sh

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(RUN): $(INSTALLED_FROM)
	@sh tools/environment.sh $(VENV)
	@touch $@

$(DEV): $(INSTALLED_FROM)
	@sh tools/environment.sh $(VENV) dev
	@touch $(RUN) $@
