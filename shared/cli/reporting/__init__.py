"""The commands that tell what the hall did: reports, open data, the public page."""
