"""Open data: tables of what everybody may see, as files for spreadsheets and as a read-only API for programs."""
