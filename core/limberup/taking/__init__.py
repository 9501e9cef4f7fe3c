"""Taking over what others have made: a routine from somebody who helps, a list of exercises, a log of past sessions."""
