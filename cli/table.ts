/** Rows in columns, each as wide as its widest cell. */
export function table(rows: readonly (readonly (string | number | undefined)[])[]): string[] {
  const cells = rows.map((row) => row.map((cell) => String(cell ?? '')));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
