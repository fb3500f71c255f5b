"""Parts that figures are built from: drawing grid, filmstrip, player, palettes, number formats."""
