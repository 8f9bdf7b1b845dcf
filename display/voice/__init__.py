"""What the loudspeaker says, and how: sentences out of clips, one announcer with a plan for overload."""
