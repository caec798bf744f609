"""Privacy: what is known of a person, and letting nobody know it any more (H5).

The verbs stand in ``erasing`` and ``exporting``, which bring the codec along; they
are imported on use.
"""

from leadflow.privacy.report import ErasurePlan, ErasureReport, ErasureStep


__all__ = ["ErasurePlan", "ErasureReport", "ErasureStep"]
