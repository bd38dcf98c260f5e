"""Who has been named so far: members, their roles and forms, and where they were met."""
