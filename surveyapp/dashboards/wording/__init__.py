"""What the panel reads: whole sentences about protected numbers, rounded here and nowhere else."""
