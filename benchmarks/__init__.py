"""Speed and quality beside the peers; nothing here is installed with the program."""
