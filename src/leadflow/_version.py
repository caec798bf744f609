"""The version: the build reads it from here, and so does ``--version``."""

__version__ = "0.1.0"
