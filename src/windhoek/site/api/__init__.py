"""The site for programs: the same facts under `/api/`, described by OpenAPI at `/api/openapi.json`. Only GET."""
