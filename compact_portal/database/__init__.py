"""How the portal meets PostgreSQL: its private server, its three roles, and the rules every table follows."""
