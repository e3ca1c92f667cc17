"""What people of organisations do: make vouchers, moderate, publish, reply."""
