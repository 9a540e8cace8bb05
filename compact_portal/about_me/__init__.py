"""What is held about me: to see it, to take it away as a file, to correct it, to leave; and the register of it all for the host."""
