"""Line charts: plain data to SVG and to a table, in the browser and at build time alike.

Only `plot` needs a browser.
"""
