"""What the server knows of itself: the key that signs."""

from flask import Flask

from nphd_tracker.web import create_app


def test_secret_is_made_once_for_its_owner_alone(app: Flask) -> None:
    folder = app.instance_path
    again = create_app(database_url="sqlite://", instance_path=folder, testing=True)
    assert again.config["SECRET_KEY"] == app.config["SECRET_KEY"]
    assert len(app.config["SECRET_KEY"]) == 64
    assert app.extensions["nphd-settings"].secret_file.stat().st_mode & 0o777 == 0o600
