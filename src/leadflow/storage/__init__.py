"""Where the data is kept: the port, and the places that keep its promises."""
