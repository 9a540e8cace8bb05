"""Pages about a Compact and who stands behind it: public, for its steering group, and for its officers."""
