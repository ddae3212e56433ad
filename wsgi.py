"""What a WSGI server serves."""

from surveyapp import create_app

app = create_app()
