"""Project files: a photo's analysis and edits in one zip; see docs/project-file.md."""
