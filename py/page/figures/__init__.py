"""The figures of the article, one package each."""
