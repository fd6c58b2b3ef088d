// What is known of a hold beside its text: why it waits, who asked for what, who decided.
import type { JSX } from 'preact';
import type { Hold, HoldDetail } from './api.ts';
import { plain } from './visible.ts';

export function Why({ hold }: { readonly hold: Hold }): JSX.Element {
  return (
    <section aria-labelledby="why-title" class="why">
      <h2 id="why-title">Why it waits</h2>
      <ul>
        {hold.rules.map(({ rule, reason, approvers, quorum }) => (
          <li key={`${rule} ${reason}`}>
            <strong>{plain(reason)}</strong>
            <span class="quiet">
              {' '}
              — rule {plain(rule, 60)}; {quorum} of {approvers.map(name => plain(name, 60)).join(', ')} must approve
            </span>
          </li>
        ))}
      </ul>
      {hold.findings.length > 0 && (
        <details open={isWide()}>
          <summary>
            {hold.findings.length} {hold.findings.length === 1 ? 'finding' : 'findings'}
          </summary>
          <table class="stacked">
            <thead>
              <tr>
                <th scope="col">found</th>
                <th scope="col">severity</th>
                <th scope="col">sure</th>
                <th scope="col">where</th>
                <th scope="col">so it</th>
              </tr>
            </thead>
            <tbody>
              {hold.findings.map(finding => (
                <tr key={finding.id}>
                  <td>
                    {plain(finding.detector, 60)}
                    {finding.count > 1 && ` × ${finding.count}`}
                  </td>
                  <td>
                    <span class={`severity ${finding.severity}`}>{finding.severity}</span>
                  </td>
                  <td data-label="sure">{Math.round(finding.confidence * 100)} %</td>
                  <td data-label="where">
                    <code>{plain(finding.path, 80)}</code>
                    {(finding.destinations ?? []).map(({ host }) => (
                      <span key={host}> → {plain(host, 80)}</span>
                    ))}
                  </td>
                  <td data-label="so it">{{ hold: 'waits', mask: 'is masked', pass: 'passes' }[finding.action]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}

export function About({ hold }: { readonly hold: HoldDetail }): JSX.Element {
  const { namespace, service_account: account, groups, self_declared: isOwnWord } = hold.principal;
  const rows: readonly (readonly [string, string | null])[] = [
    ['asked by', hold.principal.id],
    ['proved by', isOwnWord ? `${hold.principal.kind}, its own word` : hold.principal.kind],
    ['namespace', namespace],
    ['service account', account],
    ['groups', groups.length > 0 ? groups.join(', ') : null],
    ['owner', hold.owner],
    ['connection', `${hold.connection} (${hold.api})`],
    ['model', hold.model],
    ['request', `${hold.method} ${hold.path}`],
    ['style', hold.style === 'wait' ? 'the client waits' : 'the client comes back'],
    ['since', new Date(hold.createdAt).toLocaleString()],
    ['session', hold.session],
    ['exchange', hold.exchanges.join(', ')],
    ['policy', hold.policyRevision],
    ['hold', hold.id],
    ['digest', hold.digest],
  ];
  return (
    <section aria-labelledby="about-title" class="about">
      <h2 id="about-title">About it</h2>
      <dl>
        {rows.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{plain(value)}</dd>
              </div>
            ),
        )}
      </dl>
      {hold.decisions.length > 0 && (
        <>
          <h3>Decisions</h3>
          <ol>
            {hold.decisions.map(({ name, decision, at, reason, revision }) => (
              <li key={`${name} ${at}`}>
                <strong>{decision}</strong> by {plain(name, 80)}, version {revision}, {new Date(at).toLocaleTimeString()}
                {reason !== null && <>: {plain(reason)}</>}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** Where there is room beside the answer; on a phone the answer comes first. */
function isWide(): boolean {
  return matchMedia('(min-width: 56rem)').matches;
}
