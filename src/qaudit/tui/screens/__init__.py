"""The app's pages and sheets, one for each thing a person comes to do."""
