"""How gunicorn serves: threads, since Django's views are synchronous. Use: gunicorn -c python:config.gunicorn."""

import os
from typing import Any

from config.stack.processes import die_with_parent

wsgi_app = "config.wsgi:application"
bind = os.environ.get("BIND", "0.0.0.0:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 10
keepalive = 5
control_socket_disable = True
forwarder_headers = ""  # a proxy tells the scheme (FORWARDED_ALLOW_IPS); no header may rewrite the path
accesslog = None


def post_fork(server: Any, worker: Any) -> None:
    """Leave with the master even when that is killed."""
    die_with_parent(parent=server.pid)()
