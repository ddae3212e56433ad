"""The panel's pages: what children said, drawn from a release and nothing else."""
