"""Job orders, applications without a fee, and allotment by a lottery that anybody can verify."""
