# `make` alone lists the targets. Everything runs in .venv, which `make setup` makes.

PYTHON ?= python3
BIN := .venv/bin
# Validators that pin old libraries live apart; see [dependency-groups] in pyproject.toml.
VALIDATORS := .venv-validators/bin
STAMP := .venv/.installed
CORPUS ?= ../shared/bench/attribution/train.jsonl
FUZZ_SECONDS ?= 120
FUZZ_SEED ?= 1
BANKS ?= ../shared/bench/tracing/generate/banks
OTHERS ?= ../shared/bench/attribution/train_other_annotators.jsonl
SHARED ?= ../shared
MUTANTS ?= 20
MUTANT_SEED ?= 1

.DEFAULT_GOAL := help
.PHONY: help setup demo test unit fuzz mutants lint types docs quality check example train clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

setup: $(STAMP)  ## make .venv with everything in it

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Wherefrom needs Python 3.11 or newer; try make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable ".[export]" --group dev
	test -x $(VALIDATORS)/python || $(PYTHON) -m venv .venv-validators
	$(VALIDATORS)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(VALIDATORS)/python -m pip install --quiet --group validators
	touch $(STAMP)

demo: setup  ## run the example case and say where its dossier is
	$(BIN)/wherefrom demo demo

test: setup  ## run the tests
	$(BIN)/python -m pytest -n auto

unit: setup  ## the quick tests alone: unit tests and stories, without what is slow by its nature
	$(BIN)/python -m pytest -n auto -m "not slow" tests/unit $(wildcard tests/stories)

fuzz: setup  ## damage inputs of every kind for FUZZ_SECONDS (120); what is found is kept in fuzz/crashes
	nice -n 10 $(BIN)/python -m fuzz.loop --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED)

mutants: setup  ## break MUTANTS (20) places a room, drawn by MUTANT_SEED, and print what no test notices (slow)
	nice -n 10 $(BIN)/python benchmarks/mutants.py --per-room $(MUTANTS) --seed $(MUTANT_SEED)

lint: setup  ## style, docstrings, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache

types: setup  ## mypy, strict
	$(BIN)/mypy

docs: setup  ## build the documentation, strictly
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

quality: setup  ## measure on the development data, and hold the floors
	$(BIN)/python benchmarks/hold_floors.py

check: test lint types docs quality  ## everything that CI runs

example: setup  ## build the example case's binary documents again
	$(BIN)/python examples/build_harrow_quay.py

train: setup  ## train the reader again from the benchmark's path (needs PyTorch; an hour on two cores)
	test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	.venv-train/bin/python -m pip install --quiet --editable . --group train
	OMP_WAIT_POLICY=passive .venv-train/bin/python -m training.train --corpus $(CORPUS) --others $(OTHERS) --out build/reader
	.venv-train/bin/python -m training.export --network build/reader/network.pt --models src/wherefrom/infer/models
	.venv-train/bin/python -m training.calibrate --corpus $(CORPUS) --models src/wherefrom/infer/models
	.venv-train/bin/python -m training.export_sentences --models src/wherefrom/infer/models
	.venv-train/bin/python -m training.credits.teach --news $(CORPUS) --out build/names.jsonl
	OMP_WAIT_POLICY=passive .venv-train/bin/python -m training.credits.train --out build/credits --voices $(BANKS) --voices training/voices \
		--times 6 --epochs 1.0 --news $(CORPUS) --share 0.4 --names build/names.jsonl
	.venv-train/bin/python -m training.credits.export --network build/credits/network.pt --models src/wherefrom/infer/models
	.venv-train/bin/python -m training.labels.train_ranker $(SHARED) training/labels/sources.jsonl training/labels/pronouns.jsonl --models src/wherefrom/infer/models

clean:  ## remove what was built
	rm -rf .venv .venv-validators .venv-train build dist site demo
