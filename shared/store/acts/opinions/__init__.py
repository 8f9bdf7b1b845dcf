"""Acts about what visitors say: the satisfaction survey with its paper forms, the ratings, and what follows."""
