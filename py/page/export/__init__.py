"""Taking a figure along as a file: pictures, films, numbers and a script."""
