"""The same evidence for programs: OpenAPI 3.1, problem details, paging, ETags."""
