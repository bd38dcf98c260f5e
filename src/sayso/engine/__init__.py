"""Where the work on single documents runs: a `map` that is passed in.

An engine takes a picklable function and items, and yields one outcome for each item, in any order.
"""

from sayso.engine.local import Died, Engine, Local, Processes, Ready, serial

__all__ = ["Died", "Engine", "Local", "Processes", "Ready", "serial"]
