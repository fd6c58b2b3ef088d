// Who asks (principal), where to (connection), and with what permission (grant).

/** What an upstream speaks. Azure, Groq, Mistral, DeepSeek, xAI, OpenRouter and many more speak `openai`. */
export const apiShapes = ['openai', 'anthropic', 'gemini', 'bedrock', 'cohere', 'mcp', 'generic'] as const;

export type ApiShape = (typeof apiShapes)[number];
export type IdentityProof = 'mtls' | 'service-account' | 'grant' | 'anonymous';

export interface Principal {
  readonly id: string;
  readonly kind: IdentityProof | 'none';
  readonly namespace: string | null;
  readonly service_account: string | null;
  readonly groups: readonly string[];
  readonly claims: Readonly<Record<string, unknown>>;
  /** True where nobody but the pod itself vouches for it. */
  readonly self_declared: boolean;
}

/** A registered upstream. */
export interface Connection {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly api: ApiShape;
  /** `METHOD /path`; `*` in the path stands for one segment, at its end for one or more. */
  readonly allow: readonly string[];
  readonly identity: readonly IdentityProof[];
  /** What happens to content that can't be scanned. */
  readonly onUnreadable: 'block' | 'pass';
  /** How clients wait for people, where a rule does not say it, and how long at most. */
  readonly hold: { readonly style: 'wait' | 'pending'; readonly maxMinutes: number };
  /** Whether an exchange may go on that can't be written down. */
  readonly audit: 'required' | 'best-effort';
  /** Which of its sides are recorded for replay, masked. */
  readonly recording: { readonly request: boolean; readonly response: boolean };
  /** Whether what came before masking is sealed for auditors; null: it is not. */
  readonly seal: object | null;
}

/** Short-lived permission for one exchange. */
export interface Grant {
  readonly id: string;
  readonly purpose: string | null;
  readonly implicit: boolean;
}
