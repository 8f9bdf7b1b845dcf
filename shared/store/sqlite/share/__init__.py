"""What is known of the share: mounts, whether its locks can be trusted, its clock, who else is there."""
