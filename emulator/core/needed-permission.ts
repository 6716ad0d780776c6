/** Values of condition keys, whose names are in lower case. */
export type ConditionKeys = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One thing that a caller must be allowed for a call. */
export interface NeededPermission {
  readonly action: string;
  /** The ARN of what it is asked for, or `*`. */
  readonly resource: string;
  /** Condition keys of this permission alone, in lower case, beyond those of the operation. */
  readonly keys?: ConditionKeys;
  /**
   * Further condition keys of each thing that a request is about, such as its entries: each is judged by itself, and
   * all must be allowed. Asked for only where policies are weighed, so that it costs nothing where none is.
   */
  readonly each?: () => readonly ConditionKeys[];
}

/**
 * Whoever gives a role to a service must be allowed to pass it on; nothing is needed where none is given.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#available-keys-for-iam
 * @param service the principal that shall take the role on, such as `lambda.amazonaws.com`
 * @param associated the ARN of the resource that gets the role, where there is one
 */
export const passRole = (roleArn: string | undefined, service: string, associated?: string): NeededPermission[] =>
  roleArn
    ? [
        {
          action: 'iam:PassRole',
          resource: roleArn,
          keys: { 'iam:passedtoservice': service, 'iam:associatedresourcearn': associated },
        },
      ]
    : [];
