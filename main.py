"""Start Portrait Studio from a checkout."""

from portrait_studio.app import main

if __name__ == "__main__":
    raise SystemExit(main())
