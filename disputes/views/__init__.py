"""Pages of disagreements. Those of one case go through `fetch.case_view`, without exception (a test compares the two)."""
