/** A mark as text: what a replica says of itself at the end of a golden. */
import type { ListItemMark, LogMark, LostMark, Mark, TableMark, VectorMark } from '#sim/marks';
import { printValue } from '#sim/script/values';

export function showMark(mark: Mark): string {
  switch (mark.mark) {
    case 'badge':
      return mark.id;
    case 'value':
      return `${mark.key}=${printValue(mark.value)} (${mark.writer ?? (mark.from?.length ? mark.from.join(' ') : 'initially')})`;
    case 'log':
      return showLog(mark);
    case 'holds':
      return `holds [${mark.operations.join(' ')}]`;
    case 'list':
      return `${mark.ordered ? 'text' : 'items'} [${mark.items.map(showItem).join(' ')}]`;
    case 'table':
      return showTable(mark);
    case 'vector':
      return showVector(mark);
    case 'lost':
      return showLost(mark);
    default:
      return `${mark.mark} ${JSON.stringify(mark)}`;
  }
}

/** `{A 2, B 1 and 3}`: of A the first two, of B the first and the third. */
function showVector({ counts, beyond = {} }: VectorMark): string {
  const names = [...new Set([...Object.keys(counts), ...Object.keys(beyond)])];
  const shown = names.map((name) => {
    const known = [...(Object.hasOwn(counts, name) ? [counts[name]!] : []), ...(beyond[name] ?? [])];
    return `${name === '' ? 'start' : name} ${known.join(' and ')}`;
  });
  return `knows {${shown.join(', ')}}`;
}

function showLog({ entries, received, written, flushed, applied }: LogMark): string {
  const names = entries.slice(0, received).map(({ operation }) => operation);
  return `log [${names.join(' ')}] received ${received} written ${written} flushed ${flushed} applied ${applied}`;
}

const showItem = ({ value, writer, gone }: ListItemMark): string =>
  `${gone ? '-' : ''}${printValue(value)} (${writer ?? 'initially'})`;

const showTable = ({ id, columns, rows }: TableMark): string =>
  `${id} (${columns.join(' ')}) [${rows.map(({ name, cells }) => `${name} ${cells.join(' ')}`).join(', ')}]`;

const showLost = ({ entries }: LostMark): string =>
  `lost [${entries.map(({ key, value, writer, winner }) => `${key}=${printValue(value)} of ${writer} to ${winner ?? 'nobody'}`).join(', ')}]`;
