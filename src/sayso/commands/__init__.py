"""The commands of ``sayso``, one module each: ``add_to`` declares the arguments, a function runs it.

A module here imports the standard library only; what is heavy is imported by the function that needs it, so
that ``sayso --help`` answers at once. ``main`` in cli.py turns a SaysoError into a message and a status.
"""
