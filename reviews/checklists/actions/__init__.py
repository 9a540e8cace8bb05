"""What can happen to checklists. One module for each thing that happens."""
