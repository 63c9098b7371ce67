"""Pages of the people who answer."""

from flask import Blueprint

blueprint = Blueprint("respondent", __name__, url_prefix="/q/<token>")
