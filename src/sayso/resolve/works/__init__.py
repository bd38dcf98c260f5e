"""Works as speakers and as what something is said in: with number, date, and whose they are."""
