"""HTTP: routes, problems and serving. fastapi and pydantic live here alone."""
