"""The browser side of Unerase: it draws and listens, and leaves all maths to the engine."""
