"""How gunicorn serves the app: `gunicorn wsgi:app`. Nothing a child does is written down."""

import multiprocessing

bind = "127.0.0.1:8000"
workers = min(2 * multiprocessing.cpu_count(), 8)
threads = 4
preload_app = True
timeout = 60

accesslog = None  # if staff pages need one: surveyapp.web.logs keeps every line about a child's page out of it
errorlog = "-"
loglevel = "warning"
forwarded_allow_ips = ""  # no address is read from a header
