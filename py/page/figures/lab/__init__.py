"""Figure E, "Schedule lab": any schedules side by side, one of them drawn by the visitor."""
