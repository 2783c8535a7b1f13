"""From article text to event records; imports no AWS library."""
