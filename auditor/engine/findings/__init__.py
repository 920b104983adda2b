"""From a verdict to a finding: why it failed, its figures, where they stand, in words."""
