"""Safe reporting: sealed reports, receipts, proof of filing, the firewall as a graph. Nothing here knows Django."""
