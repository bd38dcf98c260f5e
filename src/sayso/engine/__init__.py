"""Where the work on single documents runs: a `map` that is passed in.

An engine takes a picklable function and items, and yields one outcome for each item, in any order. The function is a generator: what it
yields, such as how far it is, comes out between the outcomes; what it returns is the outcome.
"""

from sayso.engine.local import Died, Engine, Local, Processes, Ready, Work, serial

__all__ = ["Died", "Engine", "Local", "Processes", "Ready", "Work", "serial"]
