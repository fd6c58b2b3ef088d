// Approvals that let the like of them pass for a while, and how to take them back.
import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { api, type Me, Refused, type Remembered } from './api.ts';
import { span, useNow } from './times.tsx';
import { plain } from './visible.ts';

export function Remembrances({ me, tell }: { readonly me: Me; readonly tell: (text: string) => void }): JSX.Element {
  const [items, setItems] = useState<readonly Remembered[] | null>(null);
  const now = useNow();
  const read = useCallback(
    () =>
      api.remembered().then(
        page => setItems(page.items),
        () => tell('the server can not be reached'),
      ),
    [tell],
  );
  useEffect(() => void read(), [read]);
  const forget = (id: string): void => {
    api
      .forget(id)
      .then(
        () => tell('taken back'),
        error => tell(error instanceof Refused ? error.message : 'the server can not be reached'),
      )
      .then(read);
  };
  const mayForget = me.roles.some(role => role === 'approver' || role === 'operator');
  return (
    <section aria-labelledby="remembered-title">
      <h1 id="remembered-title">Let pass</h1>
      {items === null ? (
        <p class="quiet">one moment …</p>
      ) : items.length === 0 ? (
        <p class="empty">Every hold is asked about: nobody has let the like of one pass.</p>
      ) : (
        <section class="scroll" tabIndex={0} aria-label="what is let pass">
          <table class="stacked">
            <thead>
              <tr>
                <th scope="col">rule</th>
                <th scope="col">of</th>
                <th scope="col">through</th>
                <th scope="col">by</th>
                <th scope="col">for</th>
                <th scope="col">
                  <span class="sr">take back</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map(one => (
                <tr key={one.id}>
                  <td>{plain(one.rule, 60)}</td>
                  <td data-label="of">{plain(one.principal, 100)}</td>
                  <td data-label="through">{plain(one.connection, 60)}</td>
                  <td data-label="by">{plain(one.by, 80)}</td>
                  <td data-label="for">{span(Date.parse(one.expiresAt) - now)}</td>
                  <td>
                    {mayForget && (
                      <button type="button" onClick={() => forget(one.id)}>
                        Take back
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
