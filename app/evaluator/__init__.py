"""The evaluator audience: codes evidence beside the survey and asks what if; leads read along."""

from app.evaluator import (
    coding,
    files,
    framework,
    framework_files,
    matrix,
    matrix_files,
    modules,
    reports,
    what_if,
)
from app.evaluator.guard import blueprint

__all__ = [
    "blueprint",
    "coding",
    "files",
    "framework",
    "framework_files",
    "matrix",
    "matrix_files",
    "modules",
    "reports",
    "what_if",
]
