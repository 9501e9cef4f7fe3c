"""What was done: the record of a session, the sessions under way, and the folder that keeps them."""
