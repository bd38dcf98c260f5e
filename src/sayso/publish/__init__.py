"""From a readable ledger to what leaves it: one module for each format."""
