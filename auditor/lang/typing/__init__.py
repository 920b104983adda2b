"""Trees to checked rules: names resolved, units made to fit, loops unrolled."""
