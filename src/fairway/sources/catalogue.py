"""Every table Fairway can read, in one list that fits a screen."""

from __future__ import annotations

from fairway.sources import (
    bilateral_agreements,
    crossings,
    displacement,
    gravity,
    ilo_ratifications,
    ilostat,
    missing_migrants,
    un_treaties,
    undesa_ages,
    undesa_stock,
    unsd_sdg,
    worldbank_bilateral,
    worldbank_prices,
    worldbank_wdi,
    wpp,
)
from fairway.sources.edition import Edition

CATALOGUE: tuple[Edition, ...] = (
    *undesa_stock.EDITIONS,  # migrant_stock 2024 and 2020, migrant_totals, migrant_areas
    *worldbank_bilateral.EDITIONS,  # migrant_stock_worldbank, remittances
    *worldbank_prices.EDITIONS,  # remittance_prices
    *bilateral_agreements.EDITIONS,  # agreements, agreement_provisions, provision_frequency
    *ilo_ratifications.EDITIONS,  # ratifications
    *un_treaties.EDITIONS,  # un_treaties
    *unsd_sdg.EDITIONS,  # sdg
    *ilostat.EDITIONS,  # employment_by_…, unemployment_by_education, mean_earnings, mean_hours
    *wpp.EDITIONS,  # population, population_age, working_age
    *worldbank_wdi.EDITIONS,  # wdi
    *undesa_ages.EDITIONS,  # migrants_by_age
    *displacement.EDITIONS,  # refugees, displacement
    *crossings.EDITIONS,  # crossings_frontex, crossings_us, crossings_mexico, crossings_darien
    *missing_migrants.EDITIONS,  # deaths, deaths_by_route, deaths_by_place
    *gravity.EDITIONS,  # distance
)
