import type { ExecutionCounts } from './counts.ts';
import type { JournalCounts } from './journal.ts';
import type { SentCounts } from './sender.ts';

export interface Figures {
  readonly sent: SentCounts;
  readonly bus: JournalCounts;
  readonly executions: ExecutionCounts;
  readonly archived: number;
}

const row = (cells: readonly (string | number)[], widths: readonly number[]): string =>
  cells
    .map((cell, i) => (i === 0 ? String(cell).padEnd(widths[i] ?? 0) : String(cell).padStart(widths[i] ?? 0)))
    .join('  ');

function aligned(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((cells) => String(cells[i] ?? '').length)));
  return rows.map((cells) => row(cells, widths));
}

/** The table of where every event went, as lines of text. */
export function tableOf({ sent, bus, executions, archived }: Figures): string[] {
  const targets = [...bus.targets]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => [name, count.matched, count.delivered, count.deadLettered, count.failed]);
  // What has no answer yet is neither.
  const refused = [...sent.refused.values()].reduce((total, count) => total + count, 0);
  const workflows = Object.entries(executions).map(([status, count]) => `${count} ${status.toLowerCase()}`);
  return [
    ...aligned([
      ['sent', 'accepted', 'refused', 'received by the bus', 'archived'],
      [sent.sent, sent.accepted, refused, bus.received, archived].map(String),
    ]),
    '',
    ...aligned([['rule → target', 'matched', 'delivered', 'dead letter', 'failed'], ...targets]),
    '',
    `workflow executions: ${workflows.join(', ') || 'none'}`,
    ...[...sent.refused].slice(0, 5).map(([why, count]) => `refused ${count} × ${why}`),
  ];
}

/** Writes a table over the one before, on a terminal; elsewhere one below the other. */
export function createScreen(output: NodeJS.WriteStream): (lines: readonly string[]) => void {
  let height = 0;
  return (lines) => {
    if (output.isTTY && height > 0) output.write(`\x1b[${height}A\x1b[J`);
    output.write(`${lines.join('\n')}\n`);
    height = lines.length;
    if (!output.isTTY) output.write('\n');
  };
}
