"""The kiosk by key and by ear: what can be reached on a page, which key does what, and what is read aloud."""
