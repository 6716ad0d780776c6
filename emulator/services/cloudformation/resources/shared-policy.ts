import { type Document, documentText, type Provider, type ProviderContext } from './provider.ts';

/** How the resources of a service take a policy. */
export interface PolicyHolders {
  set(ids: readonly string[], policy: string, context: ProviderContext): Promise<void>;
  /** Gives them back the policy that they have where a template says none. */
  reset(ids: readonly string[], context: ProviderContext): Promise<void>;
}

type Shared<Ids extends string> = { readonly PolicyDocument: Document } & { readonly [K in Ids]: readonly string[] };

/** One policy for several resources, which the template lists under `property`. */
export const sharedPolicy = <Ids extends string>(
  property: Ids,
  { set, reset }: PolicyHolders,
): Provider<Shared<Ids>> => ({
  async create(properties, context) {
    await set(properties[property], documentText(properties.PolicyDocument), context);
    const physicalId = context.generatedName();
    return { physicalId, attributes: { Id: physicalId } };
  },
  async update(properties, { physicalId, properties: before, attributes }, context) {
    await set(properties[property], documentText(properties.PolicyDocument), context);
    await reset(
      before[property].filter((id) => !properties[property].includes(id)),
      context,
    );
    return { physicalId, attributes };
  },
  delete: ({ properties }, context) => reset(properties[property], context),
});

type Inline<Id extends string> = { readonly PolicyDocument: Document } & { readonly [K in Id]: string };

/** The policy of one resource, which the template names under `property`. */
export const inlinePolicy = <Id extends string>(property: Id, { set, reset }: PolicyHolders): Provider<Inline<Id>> => ({
  async create(properties, context) {
    await set([properties[property]], documentText(properties.PolicyDocument), context);
    return { physicalId: properties[property] };
  },
  async update(properties, { physicalId }, context) {
    await set([properties[property]], documentText(properties.PolicyDocument), context);
    return { physicalId };
  },
  delete: ({ properties }, context) => reset([properties[property]], context),
});
