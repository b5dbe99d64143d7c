"""What the program says about its values, written once: the app, the commands and the reports say it alike."""
