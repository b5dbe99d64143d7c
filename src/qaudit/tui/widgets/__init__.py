"""What the screens are made of. A widget draws what it is given and keeps no facts of its own."""
