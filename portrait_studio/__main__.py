"""``python -m portrait_studio``: the same as the command ``portrait-studio``."""

from portrait_studio.cli import script

if __name__ == "__main__":
    script()
