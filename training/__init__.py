"""Training of Portrait Studio's networks. Needs torch; the studio itself never imports this."""
