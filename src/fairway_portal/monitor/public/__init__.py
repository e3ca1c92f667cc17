"""What everybody may read: agencies and what workers say of them, typical costs, open data."""
