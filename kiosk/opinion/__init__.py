"""What visitors say as they leave: the pages of an exit kiosk (``antrean kiosk --rating``)."""
