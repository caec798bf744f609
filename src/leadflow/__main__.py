"""``python -m leadflow``: see ``leadflow.cli``."""

import sys

from leadflow.cli.main import main


if __name__ == "__main__":
    sys.exit(main())
