"""For all tests, before any of them imports numpy."""

from __future__ import annotations

import os

# The engine's matrices are small: threads of OpenBLAS mostly wait for one another, and an answer of
# the learner takes a hundred times as long where the cores are busy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
