"""`antrean setup`: a guided set-up on the PC itself. One guide asks; a terminal and a window are its two faces."""
