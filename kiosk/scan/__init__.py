"""What a scanner leads to: what a code means, and the ticket that its visitor shows again."""
