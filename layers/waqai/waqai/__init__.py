"""Waqai: typed, grounded event records from Arabic and English news."""

__version__ = "0.1.0"

PIPELINE_VERSION = "1"
"""Raised when the same text and model may yield another record; part of every record."""
