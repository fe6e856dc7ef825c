"""Train, export and measure the networks of Portrait Studio."""
