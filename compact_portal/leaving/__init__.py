"""Everything of one agreement in one file, so that it can leave this portal or go to another host (docs/decisions/0061)."""
