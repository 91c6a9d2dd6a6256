"""Makes the weights by which the lines of a plain-text page are told apart."""
