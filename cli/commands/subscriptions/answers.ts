/** A subscription as the API shows it. */
export interface Subscription {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly target: { readonly kind: string };
}
