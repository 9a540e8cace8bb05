"""What can happen to signatories and their people: the verbs."""
