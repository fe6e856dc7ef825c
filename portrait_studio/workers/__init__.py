"""Background jobs: frozen inputs, one answer, cancellable."""
