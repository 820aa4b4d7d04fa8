"""The imports: upload, preview, record, undo, and the page that waits for the worker."""
