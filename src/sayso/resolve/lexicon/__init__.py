"""Word lists of the resolver: data files, each with its origin in its first lines."""
