"""What can go wrong with the local stack, said for the person at the terminal."""


class LocalError(Exception):
    """The local stack cannot go on; the message says what to mend."""
