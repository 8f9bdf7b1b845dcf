"""Sound in a process of its own: whatever a sound library or its daemon does, the program that speaks goes on."""
