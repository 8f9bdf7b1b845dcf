"""What a supervisor does from the window: keys, dialogs, and the way to the store and back."""
