"""Long work: asked for by a request, done by the worker, and how far it is."""
