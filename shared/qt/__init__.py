"""What the three Qt programs share: start-up, store worker, theme, fonts, translations, idle watch."""
