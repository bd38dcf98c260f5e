"""Parsed passages → findings, one file per kind."""

from __future__ import annotations

from sayso.extract.statements import statements

__all__ = ["statements"]
