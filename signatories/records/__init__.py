"""What is kept beside the text: documents that cite the agreement, packs that were sent, training that was held."""
