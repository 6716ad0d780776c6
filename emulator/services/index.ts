import { createAuthorize, type PoliciesOf, requestKeys } from '../authorize.ts';
import type { ApiCallObserver } from '../core/api-call.ts';
import type { MetricSink } from '../core/metric.ts';
import type { Service, ServiceDeps } from '../core/service.ts';
import { parsePolicy } from '../iam/policy.ts';
import { isTrusted } from '../iam/trust.ts';
import type { IdentifyEdge, SessionOf } from '../identify.ts';
import { createAllows } from '../permission-check.ts';
import type { Store } from '../store/store.ts';
import { modelOf } from '../wire/model.ts';
import { createApiGateway } from './apigateway/index.ts';
import { createCloudFormation } from './cloudformation/index.ts';
import { createCloudTrail } from './cloudtrail/index.ts';
import { createCloudWatch } from './cloudwatch/index.ts';
import { createDynamoDb } from './dynamodb/index.ts';
import { policyOf as policyOfTable } from './dynamodb/operations/resource-policies.ts';
import { createStreamSource } from './dynamodb/stream-source.ts';
import { createDynamoDbStreams } from './dynamodbstreams/index.ts';
import { createEvents, type EventsOptions } from './events/index.ts';
import { principalExists } from './iam/check-trust.ts';
import { createIam } from './iam/index.ts';
import { createPoliciesOf, roleKey } from './iam/state.ts';
import { createKms } from './kms/index.ts';
import { createLambda } from './lambda/index.ts';
import { createLogs } from './logs/index.ts';
import { createS3 } from './s3/index.ts';
import { createSecretsManager } from './secretsmanager/index.ts';
import { createSns } from './sns/index.ts';
import { createSqs } from './sqs/index.ts';
import { createQueueMetrics } from './sqs/queue-metrics.ts';
import { createSsm } from './ssm/index.ts';
import { createStates } from './states/index.ts';
import { createSts } from './sts/index.ts';

/** What some services need of the composition root beyond the common parts. */
export interface ServicePorts {
  /** Who signed a request to an HTTP API. */
  readonly identifyEdge: IdentifyEdge;
  readonly events?: EventsOptions;
}

export interface Services {
  readonly services: readonly Service[];
  /** Of CloudTrail: who looks on while operations are called. */
  readonly observer: ApiCallObserver;
  /** Of CloudWatch: where the others report. */
  readonly metrics: MetricSink;
  /** Of IAM: the policies of a role. */
  readonly policiesOf: PoliciesOf;
  /** Of STS: the session behind an access key. */
  readonly sessionOf: SessionOf;
}

/** Every service of the emulator. Where one offers a port to another, it is handed over here. */
export function createServices(depsOf: (id: string) => ServiceDeps<Store>, ports: ServicePorts): Services {
  const iam = createIam(depsOf('iam'));
  const sts = createSts(depsOf('sts'), {
    trusts(arn, caller, context) {
      const [, , , , accountId = '', resource = ''] = arn.split(':');
      const role = iam.state.roles.get(roleKey(accountId, resource.split('/').at(-1) ?? ''));
      if (!role) return undefined;
      const trusted = isTrusted(parsePolicy(role.trust, 'trust'), caller, arn, requestKeys(caller, context));
      return { roleId: role.id, maxSessionSeconds: role.maxSessionSeconds, trusted };
    },
  });
  const events = createEvents(depsOf('events'), ports.events);
  const sqs = createSqs(depsOf('sqs'));
  const cloudwatch = createCloudWatch(depsOf('cloudwatch'), {
    events: events.awsEvents,
    sources: () => [createQueueMetrics(sqs.state)],
  });
  const s3 = createS3(depsOf('s3'), events.awsEvents);
  const dynamodb = createDynamoDb(depsOf('dynamodb'));
  const policiesOf = createPoliciesOf(iam.state);
  const allows = createAllows(createAuthorize(policiesOf), () => services, depsOf('iam'));
  const cloudtrail = createCloudTrail(depsOf('cloudtrail'), {
    allows,
    events: events.awsEvents,
    bucketExists: (name) => s3.state.buckets.has(name),
  });
  const services: readonly Service[] = [
    iam,
    createApiGateway(depsOf('apigateway'), ports.identifyEdge),
    sts,
    createCloudFormation(depsOf('cloudformation'), events.awsEvents),
    dynamodb,
    createDynamoDbStreams(createStreamSource(dynamodb.state), (arn) => policyOfTable(dynamodb.state, arn)),
    createKms(depsOf('kms')),
    createLambda(depsOf('lambda'), { allows, principalExists: (arn) => principalExists(iam.state, arn) }),
    createLogs(depsOf('logs')),
    s3,
    cloudtrail,
    createSecretsManager(depsOf('secretsmanager')),
    createSns(depsOf('sns')),
    sqs,
    cloudwatch,
    createSsm(depsOf('ssm'), events.awsEvents),
    createStates(depsOf('states'), {
      sink: events.awsEvents,
      modelOf,
      allows,
      localDestinations: events.state.options.localDestinations,
    }),
    events,
  ];
  return {
    services,
    observer: cloudtrail.observer,
    metrics: cloudwatch.metrics,
    policiesOf,
    sessionOf: (accessKeyId) => sts.state.sessions.get(accessKeyId),
  };
}
