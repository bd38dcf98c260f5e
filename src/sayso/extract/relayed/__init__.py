"""Who passes on whose words: "quoting the pilot", "quoted in Maurer", "with reference to the staff"."""
