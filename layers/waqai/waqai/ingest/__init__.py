"""The S3 road: notifications from the queue, objects read line by line, parts sent back to it."""
