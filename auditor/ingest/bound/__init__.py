"""Several reports bound in one document or workbook, told apart."""
