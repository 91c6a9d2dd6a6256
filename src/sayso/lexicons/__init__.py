"""Language knowledge and facts as data: one folder a language, one loader a table."""
