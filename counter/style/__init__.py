"""How the officer's windows look: style sheet, small widgets, the chip of the share."""
