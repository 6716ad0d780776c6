// Stands for @aws-sdk/credential-provider-node in the bundles. Lambda gives a function its role's credentials in
// the environment and nowhere else; the files, logins and metadata services that the SDK would ask next are a
// fifth of the bundle. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
import { fromEnv } from '@aws-sdk/credential-provider-env';

export const defaultProvider = (init) => fromEnv(init);
