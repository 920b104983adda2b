"""The first pages of an audit: what was received, who fails what, what was not judged."""
