"""How hard Hypothesis tries: few examples at the desk, many at night.

``HYPOTHESIS_PROFILE`` names a profile; without it CI takes ``ci`` and every
other place ``dev``.
"""

import os

from hypothesis import settings


# No deadline: a shared machine is slow at random, and that proves nothing.
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True)
settings.register_profile(
    "nightly", max_examples=500, stateful_step_count=100, deadline=None
)

settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if "CI" in os.environ else "dev")
)
