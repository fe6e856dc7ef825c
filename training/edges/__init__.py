"""How well the edges of cut-outs fit, measured on composites whose alpha is known."""
