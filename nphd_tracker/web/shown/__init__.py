"""What the pages show, put together from store and the pure parts; no page counts by itself."""
