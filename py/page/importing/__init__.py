"""Files that the visitor brings: a picture becomes a drawing, a file of ours comes back exactly."""
