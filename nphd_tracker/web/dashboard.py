"""The dashboard: who is below 100%, by how much, and who has not said."""

from flask import Blueprint, render_template

bp = Blueprint("dashboard", __name__)


@bp.get("/")
def index() -> str:
    return render_template("_layout.html")
