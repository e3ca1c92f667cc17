"""Guarantees of recruiters: a ledger that always balances, its verification, and sums in a currency's smallest coin."""
