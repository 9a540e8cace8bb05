"""Pages of plans: for everybody (plans), for who reports (progress), for officers."""
