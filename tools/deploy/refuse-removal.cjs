const { EventBridgeClient, ListRulesCommand, ResourceNotFoundException } = require('@aws-sdk/client-eventbridge');
const { ListObjectsV2Command, NoSuchBucket, S3Client } = require('@aws-sdk/client-s3');

/** Rules that the application makes, and the stack knows nothing of. */
const MADE = /^(sub|release|replay)\./;

/**
 * A plugin of the Serverless CLI: `sls remove` begins only where it can come to its end. A bus with rules and a bucket
 * with files cannot be deleted; CloudFormation would find out when most of the stack, and with it whatever could end
 * subscriptions, is gone.
 */
module.exports = class RefuseRemoval {
  constructor(serverless) {
    this.serverless = serverless;
    this.provider = serverless.getProvider('aws');
    this.hooks = { 'before:remove:remove': () => this.check() };
  }

  async check() {
    const { custom } = this.serverless.service;
    const config = await this.provider.getAwsSdkV3Config();
    const rules = [
      ...(await this.rulesOf(config, custom.prefix)),
      ...(await this.rulesOf(config, `${custom.prefix}-holding`)),
    ];
    const hasFiles = await this.hasFiles(config, custom.globalPrefix);
    if (rules.length === 0 && !hasFiles) return;
    const stage = this.provider.getStage();
    const reasons = [
      ...(rules.length > 0 ? [`${rules.length} rules of subscriptions, sources or replays (${rules[0]}, …)`] : []),
      ...(hasFiles ? ['imported files'] : []),
    ];
    throw new this.serverless.classes.Error(
      `The stage ${stage} still has ${reasons.join(' and ')}, for which its removal would stop half way. ` +
        `First: npx trestle stage clear --stage ${stage} --confirm ${stage}`,
    );
  }

  async rulesOf(config, EventBusName) {
    const client = new EventBridgeClient(config);
    const found = [];
    let NextToken;
    do {
      const page = await client.send(new ListRulesCommand({ EventBusName, NextToken })).catch((error) => {
        if (error instanceof ResourceNotFoundException) return {};
        throw error;
      });
      found.push(...(page.Rules ?? []).map(({ Name }) => Name).filter((name) => MADE.test(name)));
      NextToken = page.NextToken;
    } while (NextToken);
    return found;
  }

  /** Whether the bucket of imported files has any, where it is to go with the stack. */
  async hasFiles(config, prefix) {
    const { ImportBucket } = this.serverless.service.resources.Resources;
    if (ImportBucket.DeletionPolicy !== 'Delete') return false;
    const Bucket = `${prefix}-imports-${await this.provider.getAccountId()}`;
    const list = new ListObjectsV2Command({ Bucket, MaxKeys: 1 });
    const { KeyCount = 0 } = await new S3Client(config).send(list).catch((error) => {
      if (error instanceof NoSuchBucket) return {};
      throw error;
    });
    return KeyCount > 0;
  }
};
