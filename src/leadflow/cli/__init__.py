"""The command line: a demonstration, an import and a report without any code."""
