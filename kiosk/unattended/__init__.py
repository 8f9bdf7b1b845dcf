"""What a screen that nobody watches over needs: forget, get dark, bear a child, let staff out."""
