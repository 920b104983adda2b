"""The figures behind a finding: as printed, where they stand, why a blank is blank."""
