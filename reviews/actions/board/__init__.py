"""What can happen to a board paper, one module for each stage of its life."""
