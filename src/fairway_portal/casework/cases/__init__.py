"""What handlers do: cases, their deadlines, disclosures with consent, remedies, claims."""
