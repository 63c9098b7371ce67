"""The practice audience: a manager sees their practice, a lead or evaluator each practice of a programme."""

from app.practice import now, plan, report, staff, staff_prints, staff_upload
from app.practice.routes import blueprint

__all__ = ["blueprint", "now", "plan", "report", "staff", "staff_prints", "staff_upload"]
