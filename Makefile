# make install   an environment with all that developers need, in .venv
# make demo   the whole life of an assignment, on a simulated class
# make quick   the inner loop, some two minutes: what belongs to the rooms of autograder/, without slow tests
# make test   all tests but the thorough ones, some nine minutes
# make everything   all tests, half an hour: whole banks, browsers, clusters and database servers, too
# make coverage   the same, and which lines of autograder/ they run
# make fuzz   the fuzz tests at length: 10,000 notebooks, 100,000 messages
# make container   grade in a real container: podman, an ordinary user, no network; all attacks, sealed
# make hub   follow docs/jupyterhub.md on a real JupyterHub with real accounts; as root, with npm
# make bench   measure: against stock nbgrader, otter-grader and pytest, and from 10 to 4000 students
# make verify   prove the hidden suites by wrong, right and mutated solutions
# make lite   the notebooks as a web site that needs no installation, in _site/lite
# make docs   the documentation as a web site, in _site/docs
# make pictures   take the documentation's pictures, and others to look at, in artefacts/pages
# make release   verify, then generate release/ and solutions/ from source/

# PYTHON: the newest here of those that pyproject.toml names (or else python3) that runs, which a shim of
# pyenv need not, and can make a virtual environment, which Debian's cannot without python3-venv.
TRIED  := $(shell sed -n 's/.*:: Python :: \(3\.[0-9]*\)".*/python\1/p' pyproject.toml)
FITS   := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for each in $(TRIED) python3; do \
            "$$each" -c '$(FITS)' 2>/dev/null && echo "$$each" && break; done)
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.installed

# a pipe fails where any part of it does
SHELL       := bash
.SHELLFLAGS := -o pipefail -c

.PHONY: install demo quick test everything coverage fuzz container hub bench lint verify lite docs pictures release clean
.DEFAULT_GOAL := demo

$(READY): pyproject.toml
	@test -x $(BIN)/pip || "$(PYTHON)" -c '$(FITS)' 2>/dev/null || \
	  { echo "Python 3.11 or newer that can make a venv is needed$(if $(PYTHON),; $(PYTHON) is none)" \
	    "(Debian, Ubuntu: apt-get install python3-venv; one elsewhere: make PYTHON=...)" >&2; exit 1; }
	@test -x $(BIN)/pip || "$(PYTHON)" -m venv $(VENV)
	@echo "Installing into $(VENV), once: one to five minutes …"
	@# on a terminal the line changes as it goes on; in a log it stands once
	@test -t 1; $(BIN)/python -m pip install --disable-pip-version-check --editable '.[dev]' | \
	  awk -v plain=$$? ' \
	  /^Collecting/ { ++found } /^ *Downloading/ { ++got } \
	  /^Installing collected/ { unpacking = ", unpacking …" } \
	  !plain || unpacking && !told++ { \
	    printf "%s  looked up: %d, downloaded: %d%s ", plain ? "" : "\r", found, got, unpacking; fflush() \
	  } END { print "" }'
	@# made for JupyterLite alone: in JupyterLab it puts an error into the browser's console
	@$(BIN)/jupyter labextension disable @jupyterlite/pyodide-kernel-extension 2>/dev/null
	@touch $@

install: $(READY)

demo: $(READY)
	@$(BIN)/python -m autograder demo

# A file a worker (they share what is dear), in the order of tests/conftest.py: the longest first. Four
# workers, for two cores: servers, kernels and limits are waited for.
EVERYTHING := $(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder -q --durations=25

quick: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal -q -m "not slow and not thorough" \
	  --ignore=tests/whole --ignore=tests/attacks

test: $(READY)
	$(EVERYTHING) -m "not thorough"

everything: $(READY)
	$(EVERYTHING)

coverage: $(READY)
	$(EVERYTHING) --cov --cov-report=term

fuzz: $(READY)
	FUZZ_EXAMPLES=10000 $(BIN)/python -m pytest -n 2 -q tests/malformed/test_fuzz.py

container:
	@.ci/container

hub: $(READY)
	HUB=1 $(BIN)/python -m pytest -q --durations=5 tests/whole/test_hub.py

bench: $(READY)
	@$(BIN)/python -m benchmarks

verify: $(READY)
	@$(BIN)/python -m autograder verify

lite: $(READY)
	@mkdir -p _site && cd _site && rm -rf lite .jupyterlite.doit.db
	@cd _site && "$(CURDIR)/$(BIN)/jupyter-lite" build --config "$(CURDIR)/lite/jupyter_lite_config.py"
	@echo "The site is _site/lite; look at it: $(PYTHON) -m http.server --directory _site/lite"

docs: $(READY)
	$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going --fresh-env docs _site/docs
	@echo "The site is _site/docs/index.html"

pictures: $(READY)
	$(BIN)/python -m tests.whole.pictures

release: $(READY) verify
	$(BIN)/python -m autograder release

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
