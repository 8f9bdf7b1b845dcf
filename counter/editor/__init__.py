"""Every key of the hall file in forms, checked before anything is changed."""
