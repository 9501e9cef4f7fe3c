"""What is handed to others: a report, a sheet for the wall, a calendar, and tables for other programs. Pure text."""
