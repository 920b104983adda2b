"""What rule files declare: forms, units, names, groups, claims; where names are looked up."""
