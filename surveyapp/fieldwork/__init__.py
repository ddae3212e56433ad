"""Who may answer and how many did: waves, cohorts, access codes and outcomes. It knows no answers."""
