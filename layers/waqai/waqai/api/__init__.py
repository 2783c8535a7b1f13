"""The HTTP API: routes, their models, and errors as problems."""
