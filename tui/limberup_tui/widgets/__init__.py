"""The widgets that Textual has not got, or not as sparing on the line."""
