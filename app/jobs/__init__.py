"""Work that runs outside of web requests: the outbox, the worker that drains it and the tasks it knows."""
