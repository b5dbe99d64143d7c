"""Arithmetic about promises: pure, exact, and without any library. Equal arguments give equal values."""
