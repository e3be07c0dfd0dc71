"""The evaluation scripts are run from their own folder, so their tests look for them there."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "matching"))
