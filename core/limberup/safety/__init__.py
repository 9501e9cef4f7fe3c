"""The safety rules: one file for each letter of docs/rules.md, and one place that applies them in order."""
