"""What every request goes through: settings, the database, who may open what, language, errors."""
