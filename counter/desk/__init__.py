"""The view model of one counter: what it shows, which act a key means, and its outcome."""
