/** What an integrator asks for. */
export type TargetRequest =
  | { readonly kind: 'queue' }
  | { readonly kind: 'sqs'; readonly arn: string }
  | { readonly kind: 'event-bus'; readonly arn: string }
  | { readonly kind: 'webhook'; readonly url: string }
  | { readonly kind: 'log-group' }
  | { readonly kind: 'workflow'; readonly workflow: string };

export type TargetKind = TargetRequest['kind'];
export type TargetOf<K extends TargetKind> = Extract<TargetRequest, { kind: K }>;

/** What EventBridge is told of a target. */
export interface RuleTarget {
  readonly arn: string;
  readonly roleArn?: string;
  /** Makes the target's input of the event; left out: the event itself. */
  readonly transformer?: { readonly paths: Readonly<Record<string, string>>; readonly template: string };
}

/** A target that is ready. */
export interface MadeTarget {
  readonly rule: RuleTarget;
  /** What the integrator needs to know to receive: a queue's address, what to allow. */
  readonly facts: Readonly<Record<string, string>>;
}
