"""Allotment by a lottery that anybody can verify: commitments, a frozen list, revealed seeds, quotas, one record."""
