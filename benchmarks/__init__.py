"""How fast leadflow is, against a program by hand and against two ORMs."""
