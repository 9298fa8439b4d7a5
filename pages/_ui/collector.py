"""Python's collector of cycles, kept from what stays as long as the server runs."""

import gc


def set_aside() -> None:
    """Let the collector pass over all that is loaded by now; once for a process.

    Called when the first chart is drawn: the libraries that draw are loaded then, most
    of 350,000 objects that never go. Python itself begins a full collection after some
    ten edits of a plan of 2,000 activities, and somebody waited 300 ms for it.
    """
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()
