"""Files that somebody broke, on purpose or not: whole files of every kind, changed at random and read by everything.

    python -m tests.fuzz [--count 20000] [--seed 1] [--screens]

Each goes through reader, checker, card, plan, handouts and calendar; with `--screens` also through the app, many to
a start. Counted is what raised, what took longer than two seconds, and what let through a character that acts.
"""
