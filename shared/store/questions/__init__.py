"""One function per question that a screen, a report or the command line asks the hall's file."""
