// What the outside is told of a hold: ids, rule, who asked, and where to decide. Never a word of what is held. Pure.
import type { Hold } from '../words/hold.ts';

export const forms = ['standard', 'slack', 'teams'] as const;

export type Form = (typeof forms)[number];

export type Occasion = 'opened' | 'approved' | 'denied' | 'expired';

/** What the hold's new state is worth telling; null: nothing. What is still being read can't be decided yet. */
export function occasionOf({ state, reading, joined }: Hold): Occasion | null {
  if (joined !== null || state === 'cancelled') return null;
  if (state === 'pending') return reading === 'complete' ? 'opened' : null;
  return state;
}

/** `publicUrl`: of the page; null: people are on that machine, and know where it is. */
export function bodyOf(form: Form, hold: Hold, occasion: Occasion, publicUrl: string | null): string {
  const url = publicUrl === null ? null : new URL(`#/holds/${hold.id}`, publicUrl).href;
  switch (form) {
    case 'standard':
      return JSON.stringify(standard(hold, occasion, url));
    case 'slack':
      return JSON.stringify(slack(hold, occasion, url));
    case 'teams':
      return JSON.stringify(teams(hold, occasion, url));
  }
}

function standard(hold: Hold, occasion: Occasion, url: string | null): object {
  return {
    type: `hold.${occasion}`,
    timestamp: new Date(hold.decidedMs ?? hold.completedMs ?? hold.createdMs).toISOString(),
    data: {
      hold: hold.id,
      state: hold.state,
      rules: hold.rules.map(({ rule, reason, approvers, quorum }) => ({ rule, reason, approvers, quorum })),
      principal: hold.principal.id,
      connection: hold.connection,
      exchange: hold.exchanges[0] ?? null,
      expires_at: new Date(hold.expiresMs).toISOString(),
      url,
    },
  };
}

const titles: Readonly<Record<Occasion, string>> = {
  opened: 'An answer waits for approval',
  approved: 'An answer was approved',
  denied: 'An answer was denied',
  expired: 'Nobody decided on an answer in time',
};

function linesOf({ rules, principal, connection, id }: Hold): readonly (readonly [string, string])[] {
  return [
    ['Rule', rules.map(({ rule, reason }) => `${rule}: ${reason}`).join('; ')],
    ['Asked by', principal.id],
    ['Through', connection],
    ['Hold', id],
  ];
}

/** Names and reasons come from policies and pods: none of them may call a channel, open a link or end a field. */
function slackText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[*_~`|]/g, character => `\u200b${character}`);
}

function slack(hold: Hold, occasion: Occasion, url: string | null): object {
  const fields = linesOf(hold).map(([name, value]) => ({
    type: 'mrkdwn',
    text: `*${name}*\n${slackText(value).slice(0, 1_900)}`,
  }));
  const button = { type: 'button', text: { type: 'plain_text', text: 'Look and decide' }, url };
  return {
    text: `${titles[occasion]}: ${slackText(hold.rules[0]?.rule ?? '')} (${hold.id})`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: titles[occasion] } },
      { type: 'section', fields },
      ...(url !== null && occasion === 'opened' ? [{ type: 'actions', elements: [button] }] : []),
    ],
  };
}

function teams(hold: Hold, occasion: Occasion, url: string | null): object {
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { type: 'TextBlock', text: titles[occasion], weight: 'bolder', size: 'medium', wrap: true },
            // Facts are shown as they are written, but for Markdown, whose marks are taken away.
            {
              type: 'FactSet',
              facts: linesOf(hold).map(([title, value]) => ({ title, value: value.replaceAll(/[[\]()*_`<>]/g, ' ') })),
            },
          ],
          ...(url !== null && occasion === 'opened'
            ? { actions: [{ type: 'Action.OpenUrl', title: 'Look and decide', url }] }
            : {}),
        },
      },
    ],
  };
}
