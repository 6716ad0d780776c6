import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { costSheet } from './cost/sheet.ts';
import { root } from './run.ts';

writeFileSync(path.join(root, 'docs/cost.md'), costSheet());
