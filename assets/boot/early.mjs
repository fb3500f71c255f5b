// Run as soon as it is there, beside the article: Python does not wait for the last line of that.
import { waitsForPress } from "./embed.mjs";
import { startPython } from "./python.mjs";

if (!waitsForPress) startPython();
