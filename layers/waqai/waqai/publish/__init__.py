"""From changes of the table to CloudEvents on the bus."""
