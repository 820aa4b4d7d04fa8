"""What leaves as a document: workbooks, the minute of reconciliation, the numbers."""
