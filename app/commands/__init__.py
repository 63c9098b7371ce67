"""One module a command; each exposes a click command named ``command``. Loaded only when it is called."""
