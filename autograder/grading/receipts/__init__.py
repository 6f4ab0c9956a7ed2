"""What a grade depends on, in a receipt."""
