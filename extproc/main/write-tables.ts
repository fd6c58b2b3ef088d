// A program of its own for the set-up: writes the detectors' tables.
import { writeTablesOfAll } from './tables.ts';

writeTablesOfAll();
