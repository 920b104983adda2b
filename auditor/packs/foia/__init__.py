"""Annual reports of United States agencies under the Freedom of Information Act, in their NIEM XML."""
