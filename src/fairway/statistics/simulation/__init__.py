"""An invented country whose every figure is known, and surveys of it: to teach, and to put estimators to the test."""

from fairway.statistics.simulation.population import Population, Sample, national

__all__ = ["Population", "Sample", "national"]
