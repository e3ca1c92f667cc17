"""SDG indicator 10.7.1: what migrant workers paid to be recruited, in months of what they then earned."""
