"""What can happen in reviews: the verbs, by who does them."""
