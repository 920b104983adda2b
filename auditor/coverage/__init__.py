"""How much the rules notice, tried on made-up reports without a mistake."""
