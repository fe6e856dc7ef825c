# `make demo` and `make test` are all a fresh Debian machine with Python 3.11+ needs.
# Set-up happens once and again when pyproject.toml changes.

PYTHON ?= python3
VENV ?= .venv
# The training tests need torch, a large download: `make test EXTRAS=dev` goes without them.
EXTRAS ?= dev,train
OUT ?= out/demo
TESTS ?= tests
JOBS ?= logical
SCREENSHOTS ?= docs/screenshots

comma := ,
READY := $(VENV)/.ready
READY_TESTS := $(VENV)/.ready-$(subst $(comma),-,$(EXTRAS))
RUN := $(VENV)/bin/python
SETUP_FILES := pyproject.toml scripts/setup.sh scripts/setup-system.sh

.PHONY: help demo run test check lint bench screenshots translations clean

help:
	@echo "make demo   set up, then cut the bundled group photo into layers in $(OUT)"
	@echo "make run    set up, then open the window"
	@echo "make test   set up, then run the tests"
	@echo "make check  ruff, mypy, import-linter and the tests"
	@echo "make bench  time every stage on a 12-megapixel photo, and a photo of a batch"
	@echo "make screenshots   take the pictures of docs/screenshots from the running program"
	@echo "make translations  bring every text of the sources into resources/translations"
	@echo "make clean  remove the set-up and everything built"

$(READY): $(SETUP_FILES)
	PYTHON=$(PYTHON) bash scripts/setup.sh $(VENV) run
	@touch $@

$(READY_TESTS): $(SETUP_FILES)
	PYTHON=$(PYTHON) bash scripts/setup.sh $(VENV) test $(EXTRAS)
	@touch $@ $(READY)

demo: $(READY)
	$(RUN) -m portrait_studio segment resources/sample/group.jpg --out $(OUT) --overwrite
	@ls -l $(OUT)

run: $(READY)
	$(RUN) main.py $(PHOTO)

# Qt draws into memory here; the tests that want a real window start their own Xvfb. One thread,
# because on tensors as small as the tests' a second one only spins, for minutes on a busy machine;
# the other processors get tests of their own, file by file, since a file shares what it sets up.
test: $(READY_TESTS)
	QT_QPA_PLATFORM=offscreen OMP_NUM_THREADS=1 $(RUN) -m pytest -n $(JOBS) --maxprocesses 4 \
	    --dist loadfile $(TESTS)

lint: $(READY_TESTS)
	$(RUN) -m ruff check .
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports

check: lint test

bench: $(READY_TESTS)
	$(RUN) -m benchmarks.speed
	$(RUN) -m benchmarks.batch

# The screen is large enough for QT_SCALE_FACTOR=2.
screenshots: $(READY_TESTS)
	xvfb-run -a -s "-screen 0 2700x1800x24" env QT_QPA_PLATFORM=xcb PYTHONPATH=. \
		$(RUN) scripts/make_screenshots.py --out $(SCREENSHOTS)

translations: $(READY_TESTS)
	$(RUN) -m scripts.translate

clean:
	rm -rf $(VENV) build dist out
