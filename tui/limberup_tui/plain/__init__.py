"""The plain mode: a whole session as lines of text, for screen readers, pipes and terminals that can do no more.

Nothing here imports Textual. What is asked, decided and recorded is what the full-screen app asks, decides and records.
"""
