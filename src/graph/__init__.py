"""The register of public responsibility: rooms from facts to answers (see docs/architecture.md)."""

__version__ = "0.1.0"
