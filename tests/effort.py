"""How hard laws try whose every example is a whole store or a long history."""

from hypothesis import settings


HEAVY = settings(
    max_examples=60
    if settings.get_current_profile_name() == "ci"
    else settings().max_examples
)
"""As the profile says, but fewer examples in ``ci``, where somebody waits."""
