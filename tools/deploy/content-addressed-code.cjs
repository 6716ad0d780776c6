const { createHash } = require('node:crypto');
const { readFile } = require('node:fs/promises');
const path = require('node:path');
const { HeadObjectCommand, PutObjectCommand, S3Client } = require('@aws-sdk/client-s3');

/**
 * A plugin of the Serverless CLI: keeps the code of each function in the deployment bucket under the
 * digest of its zip, in place of the time of the deployment. A function whose code is what it was keeps
 * its place in the template, so CloudFormation updates those that have changed and no other.
 * Older code stays in the bucket for `sls rollback`, and goes with the bucket at `sls remove`.
 */
module.exports = class ContentAddressedCode {
  constructor(serverless) {
    this.serverless = serverless;
    this.provider = serverless.getProvider('aws');
    this.hooks = {
      'after:package:compileFunctions': () => this.addressCode(),
      'before:aws:deploy:deploy:uploadArtifacts': () => this.uploadCode(),
    };
  }

  /** Each function that has a zip, with the key that its code is kept under. */
  async code() {
    const { service } = this.serverless;
    const names = service.getAllFunctions().filter((name) => service.getFunction(name).package?.artifact);
    const prefix = `${this.provider.getDeploymentPrefix()}/${service.service}/${this.provider.getStage()}/code`;
    return Promise.all(
      names.map(async (name) => {
        const zip = await readFile(
          path.resolve(this.serverless.serviceDir, service.getFunction(name).package.artifact),
        );
        return { name, zip, key: `${prefix}/${createHash('sha256').update(zip).digest('hex')}.zip` };
      }),
    );
  }

  async addressCode() {
    const { Resources } = this.serverless.service.provider.compiledCloudFormationTemplate;
    for (const { name, key } of await this.code())
      Resources[this.provider.naming.getLambdaLogicalId(name)].Properties.Code.S3Key = key;
  }

  async uploadCode() {
    if (this.serverless.service.provider.shouldNotDeploy) return;
    const s3 = new S3Client(await this.provider.getAwsSdkV3Config());
    const Bucket = await this.provider.getServerlessDeploymentBucketName();
    const isThere = (Key) =>
      s3.send(new HeadObjectCommand({ Bucket, Key })).then(
        () => true,
        (error) => {
          if (error.name === 'NotFound') return false;
          throw error;
        },
      );
    for (const { key: Key, zip: Body } of await this.code())
      if (!(await isThere(Key)))
        await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/zip' }));
  }
};
