"""What kiosk, counter, display and the command line have in common."""
