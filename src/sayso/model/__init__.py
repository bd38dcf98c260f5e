"""The values that pass between the stages: frozen, without input or output, standard library only."""
