"""The colours of paper: chosen so that grey print keeps every difference, and no meaning hangs on a colour alone."""

INK = "#1b2430"
QUIET = "#4d5866"
RULE = "#c3cad3"
PALE = "#eef2f6"
MAIN = "#12507b"
SECOND = "#c4671a"
HEAT = ("#ffffff", "#e3edf5", "#bfd6e8", "#8fb6d5", "#5790ba", "#2b6899", "#123f66")
"""From nothing to most; figures on the last two or three are white."""
LIGHT_FROM = 4
"""From this shade on writing is white."""
