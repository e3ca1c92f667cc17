"""Things of casework that addresses of the permission matrix name: one module for each part."""
