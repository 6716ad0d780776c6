/** What the function `replay` answers, as far as the commands show it. */
export interface Plan {
  readonly planId: string;
  readonly bus: string;
  readonly expiresAt: string;
  readonly window: { readonly from: string; readonly to: string };
  readonly completeFrom: string;
  readonly events: Tally & { readonly byType: Record<string, Tally>; readonly byTenant: Record<string, Tally> };
  readonly rules: readonly {
    readonly rule: string;
    readonly onReplay: string;
    readonly matches: number;
    readonly exact: boolean;
    readonly had: number;
  }[];
  readonly windows: readonly unknown[];
  readonly duration: { readonly seconds: number; readonly basis: string };
  readonly cost: { readonly usd: number; readonly without: readonly string[] };
  readonly quota: { readonly free: number; readonly most: number };
  readonly towards: readonly string[];
  readonly notes: readonly string[];
}

interface Tally {
  readonly events: number;
  readonly bytes: number;
}

export interface Run {
  readonly planId: string;
  readonly state: string;
  readonly endedAt?: string;
  readonly planned: number;
  readonly replayed: number;
  readonly windows: readonly { readonly state: string }[];
  readonly receipt?: {
    readonly verdict: string;
    readonly causes: readonly string[];
    readonly replayed: number;
    readonly seconds: number;
    readonly eventsPerSecond: number;
    readonly digest: string;
    readonly rules: readonly { readonly rule: string; readonly delivered: number; readonly deadLettered: number }[];
  };
}
