"""The rows of the table of actions, a file a menu.

Texts are marked for the translators where they stand (`marked`) and translated when an action is
made; Qt's own tools read the marks from the sources.
"""
