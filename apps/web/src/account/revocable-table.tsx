import type { ReactNode } from 'react';
import { BusyButton } from '../change/change.js';
import { useConfirmation } from '../change/use-confirmation.js';
import './revocable-table.css';

/** Something that the listener can revoke. */
interface Revocable {
  readonly id: string;
  /** Its name in the labels of the buttons. */
  readonly name: string;
  /** The first cell, if that is more than the name. */
  readonly heading?: ReactNode;
  /** The other cells by the titles of their columns. */
  readonly cells: Readonly<Record<string, ReactNode>>;
}

interface RevocableTableProps {
  /** At least one. */
  readonly rows: readonly Revocable[];
  /** The titles of the columns, that of the first cell first. */
  readonly columns: readonly [string, ...string[]];
  /** What revoking does. */
  readonly warning: string;
  /** The label of the button that confirms: `Revoke token`. */
  readonly action: string;
  readonly isRunning: boolean;
  readonly onRevoke: (id: string) => void;
}

/** A table of what the listener can revoke. Revoking asks for confirmation in the row. */
export function RevocableTable({ rows, ...table }: RevocableTableProps) {
  return (
    <table className="revocable-table">
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
          <th scope="col">
            <span className="spoken">Revoke</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} table={table} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly row: Revocable;
  readonly table: Omit<RevocableTableProps, 'rows'>;
}

function Row({ row, table }: RowProps) {
  const { isConfirming, ask, cancel, askButton, confirmButton } = useConfirmation();
  const { id, name, heading = name, cells } = row;
  const [, ...columns] = table.columns;
  return (
    <tr>
      <th scope="row">{heading}</th>
      {isConfirming ? (
        <td className="revoke-question" colSpan={columns.length + 1}>
          <div>
            <p>{table.warning} This can’t be undone.</p>
            <span>
              <BusyButton ref={confirmButton} isBusy={table.isRunning} onClick={() => table.onRevoke(id)}>
                {table.action}
                <span className="spoken">: {name}</span>
              </BusyButton>
              <button type="button" className="button quiet" onClick={cancel}>
                Cancel
              </button>
            </span>
          </div>
        </td>
      ) : (
        <>
          {columns.map((column) => (
            <td key={column} data-label={column}>
              {cells[column]}
            </td>
          ))}
          <td className="revoke">
            <button ref={askButton} type="button" className="button quiet" onClick={ask}>
              Revoke<span className="spoken"> {name}</span>
            </button>
          </td>
        </>
      )}
    </tr>
  );
}
