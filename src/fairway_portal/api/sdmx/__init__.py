"""The SDMX REST service: version 1 (SDMX 2.1) at `/rest/v1`, version 2 (SDMX 3.0) at `/rest/v2`."""
