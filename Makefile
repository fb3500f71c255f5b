# Every target does its own set-up and keeps it for next time. Works with GNU Make 3.81.

PYTHON ?=
export PYTHON
# The engine's matrices are small: threads of OpenBLAS mostly wait for one another.
export OPENBLAS_NUM_THREADS := 1

PY := .venv/bin/python
VENV := .venv/.ready
NODE := node_modules/.ready
TORCH := build/torch/.ready
PYTEST := $(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
NODE_TESTS := node --test --test-reporter=spec tests/js/*.test.mjs

.DEFAULT_GOAL := help
.PHONY: help serve dev site unit test soak browsers bench lint format runtime posters picture train evaluate clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: site ## Build the site and serve it on localhost (PORT=8000)
	@$(PY) tools/serve.py dist --port $(or $(PORT),8000)

dev: runtime ## Serve the page from its sources, and reload it when a file changes (PORT=8001)
	@$(PY) tools/dev/main.py --port $(or $(PORT),8001)

site: runtime ## Write the complete static site to dist/
	@$(PY) tools/build_site.py

unit: lint $(NODE) ## Check what needs no browser and no built site; for every save
	@$(NODE_TESTS)
	@$(PYTEST) tests/engine tests/page_units tests/wiring

test: $(VENV) $(NODE) ## Check all that a change can break (FIGURE=samplers: what concerns one figure)
	@$(MAKE) --no-print-directory -j2 $(if $(FIGURE),,lint) site
	@$(PY) tools/chromium.py --ensure
	@$(if $(FIGURE),,$(NODE_TESTS))
	@$(PYTEST) $(if $(FIGURE),--figure=$(FIGURE))

soak: site ## Check endurance, times, long lists of failures and other browsers (half an hour)
	@$(PY) tools/chromium.py --ensure
	@$(PYTEST) -m "soak or hypothesis" --hypothesis-profile=soak
	@$(MAKE) --no-print-directory browsers

browsers: site ## Run the main job in Firefox and in WebKitGTK
	@$(PY) tools/browsers.py
	@$(PY) -m pytest tests/browsers

bench: site ## Measure the page beside a plain one: start, answers, steps, memory (minutes)
	@$(PY) tools/chromium.py --ensure
	@$(PY) tools/bench/main.py

lint: $(VENV) ## Check style and types
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy

format: $(VENV) ## Rewrite the Python in the agreed style
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format

runtime: $(VENV) $(NODE) ## Assemble assets/runtime (PyScript, Pyodide, numpy, fonts)
	@$(PY) tools/fetch_runtime.py

posters: $(VENV) ## Render the figures' posters by themselves
	@$(PY) tools/posters.py

picture: site ## Take the picture of the finished page
	@$(PY) tools/picture.py

train: $(TORCH) ## Train the learner anew with PyTorch (half an hour; the site does not need it)
	@build/torch/bin/python tools/learner/train.py
	@build/torch/bin/python tools/learner/classifier.py
	@build/torch/bin/python tools/learner/reference.py
	@build/torch/bin/python tools/learner/evaluate.py

evaluate: $(VENV) ## Judge the shipped learner again
	@$(PY) tools/learner/evaluate.py

clean: ## Remove everything that was built or installed
	rm -rf .venv node_modules assets/runtime dist dist.tmp dist.old \
	  .hypothesis .pytest_cache .mypy_cache .ruff_cache build py/unerase.egg-info
	find py tools tests typings -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# The stamps live inside what they vouch for, so that removing the folder removes the stamp.
# A virtual environment whose interpreter has gone away is made anew.
$(VENV): requirements-dev.txt $(shell test -x $(PY) || echo missing)
	@tools/setup.sh venv
	@touch $@

$(NODE): package.json package-lock.json .npmrc
	@tools/setup.sh node
	@touch $@

$(TORCH): tools/learner/requirements.txt $(VENV)
	@$(PY) -m venv build/torch
	@build/torch/bin/python -m pip install --quiet -r tools/learner/requirements.txt
	@touch $@

.PHONY: missing
missing:
