"""What a user can choose, and where it is kept."""
