"""The portal put together: settings, addresses, middleware, jobs, and the server that runs it."""
