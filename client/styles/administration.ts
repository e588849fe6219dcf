/** What the sections of Kelola share: a table that becomes cards on a phone, and the form beside it. */
import { css } from 'lit';

export const administration = css`
  :host {
    display: block;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-1);
    margin-bottom: var(--space-2);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  tr {
    border-bottom: 1px solid var(--line);
  }
  thead tr {
    border-color: var(--line-strong);
  }
  th {
    padding: 8px 10px;
    color: var(--text-quiet);
    font-size: var(--text-s);
    font-weight: 550;
    text-align: left;
  }
  td {
    padding: 8px 10px;
    overflow-wrap: break-word;
    vertical-align: middle;
  }
  /* Names and addresses of any length; what is short beside them is not torn. */
  td:first-child,
  td.any {
    overflow-wrap: anywhere;
  }
  td.actions {
    text-align: right;
    white-space: nowrap;
  }
  form.card {
    max-width: 640px;
    margin-bottom: var(--space-3);
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-raised);
  }
  form.card h2 {
    margin-bottom: var(--space-2);
  }
  .secret {
    display: block;
    padding: 10px;
    border: 1px dashed var(--line-strong);
    border-radius: var(--radius);
    font-family: ui-monospace, monospace;
    overflow-wrap: anywhere;
    user-select: all;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: var(--space-1);
    min-height: 40px;
    font-weight: 400;
  }
  @media (max-width: 899px) {
    thead {
      display: none;
    }
    tr {
      display: block;
      padding: var(--space-1) 0;
      border-bottom: 1px solid var(--line);
    }
    td {
      display: block;
      padding: 2px 0;
      border: 0;
    }
    td.actions {
      text-align: left;
    }
  }
`;
