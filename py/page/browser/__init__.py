"""The only modules that touch the browser: everything else here runs under CPython too."""
