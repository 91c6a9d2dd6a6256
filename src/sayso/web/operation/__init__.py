"""What whoever runs the desk looks at: is it well, how much does it do, what happened.

metrics.py    requests and readings, counted (Prometheus)
observing.py  the middleware that counts each request and writes its line in the log
pages.py      /healthz and /metrics
logs.py       the log as JSON, one object a line
"""
