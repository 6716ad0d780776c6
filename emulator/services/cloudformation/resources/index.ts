import { apiGatewayV2Api } from './apigatewayv2-api.ts';
import { apiGatewayV2Authorizer, apiGatewayV2Integration, apiGatewayV2Route } from './apigatewayv2-parts.ts';
import { apiGatewayV2ApiMapping, apiGatewayV2Deployment, apiGatewayV2Stage } from './apigatewayv2-stage.ts';
import { cloudFormationCustomResource } from './cloudformation-custom-resource.ts';
import { cloudFormationStack } from './cloudformation-stack.ts';
import { cloudFormationWaitCondition, cloudFormationWaitConditionHandle } from './cloudformation-wait-condition.ts';
import { cloudTrailTrail } from './cloudtrail-trail.ts';
import { cloudWatchAlarm, cloudWatchCompositeAlarm, cloudWatchDashboard } from './cloudwatch-alarms.ts';
import { dynamoDbTable } from './dynamodb-table.ts';
import { eventsApiDestination } from './events-api-destination.ts';
import { eventsArchive } from './events-archive.ts';
import { eventsConnection } from './events-connection.ts';
import { eventsEndpoint } from './events-endpoint.ts';
import { eventsEventBus } from './events-event-bus.ts';
import { eventsEventBusPolicy } from './events-event-bus-policy.ts';
import { eventsRule } from './events-rule.ts';
import { eventSchemasRegistry, eventSchemasRegistryPolicy } from './eventschemas-registry.ts';
import { eventSchemasDiscoverer, eventSchemasSchema } from './eventschemas-schema.ts';
import { iamManagedPolicy } from './iam-managed-policy.ts';
import { iamPolicy, iamRolePolicy } from './iam-policy.ts';
import { iamRole } from './iam-role.ts';
import { kmsAlias, kmsKey } from './kms-key.ts';
import { lambdaAlias } from './lambda-alias.ts';
import { lambdaEventInvokeConfig } from './lambda-event-invoke-config.ts';
import { lambdaEventSourceMapping } from './lambda-event-source-mapping.ts';
import { lambdaFunction } from './lambda-function.ts';
import { lambdaLayerVersion } from './lambda-layer-version.ts';
import { lambdaPermission } from './lambda-permission.ts';
import { lambdaUrl } from './lambda-url.ts';
import { lambdaVersion } from './lambda-version.ts';
import { logsDelivery, logsDeliveryDestination, logsDeliverySource } from './logs-delivery.ts';
import { logsMetricFilter, logsSubscriptionFilter } from './logs-filters.ts';
import { logsLogGroup } from './logs-log-group.ts';
import { logsLogStream } from './logs-log-stream.ts';
import { logsResourcePolicy } from './logs-resource-policy.ts';
import { type Provider, provider } from './provider.ts';
import { s3Bucket } from './s3-bucket.ts';
import { s3BucketPolicy } from './s3-bucket-policy.ts';
import { secretsManagerResourcePolicy } from './secretsmanager-resource-policy.ts';
import { secretsManagerSecret } from './secretsmanager-secret.ts';
import { snsSubscription } from './sns-subscription.ts';
import { snsTopic } from './sns-topic.ts';
import { snsTopicInlinePolicy, snsTopicPolicy } from './sns-topic-policy.ts';
import { sqsQueue } from './sqs-queue.ts';
import { sqsQueueInlinePolicy, sqsQueuePolicy } from './sqs-queue-policy.ts';
import { ssmParameter } from './ssm-parameter.ts';
import {
  stepFunctionsActivity,
  stepFunctionsStateMachineAlias,
  stepFunctionsStateMachineVersion,
} from './stepfunctions-others.ts';
import { stepFunctionsStateMachine } from './stepfunctions-state-machine.ts';

/** Every resource type that this emulator makes. */
export const providers: Readonly<Record<string, Provider>> = {
  'AWS::ApiGatewayV2::Api': provider(apiGatewayV2Api),
  'AWS::ApiGatewayV2::ApiMapping': provider(apiGatewayV2ApiMapping),
  'AWS::ApiGatewayV2::Authorizer': provider(apiGatewayV2Authorizer),
  'AWS::ApiGatewayV2::Deployment': provider(apiGatewayV2Deployment),
  'AWS::ApiGatewayV2::Integration': provider(apiGatewayV2Integration),
  'AWS::ApiGatewayV2::Route': provider(apiGatewayV2Route),
  'AWS::ApiGatewayV2::Stage': provider(apiGatewayV2Stage),
  'AWS::CloudFormation::CustomResource': provider(cloudFormationCustomResource),
  'AWS::CloudFormation::Stack': provider(cloudFormationStack),
  'AWS::CloudFormation::WaitCondition': provider(cloudFormationWaitCondition),
  'AWS::CloudFormation::WaitConditionHandle': provider(cloudFormationWaitConditionHandle),
  'AWS::CloudTrail::Trail': provider(cloudTrailTrail),
  'AWS::CloudWatch::Alarm': provider(cloudWatchAlarm),
  'AWS::CloudWatch::CompositeAlarm': provider(cloudWatchCompositeAlarm),
  'AWS::CloudWatch::Dashboard': provider(cloudWatchDashboard),
  'AWS::DynamoDB::Table': provider(dynamoDbTable),
  'AWS::EventSchemas::Discoverer': provider(eventSchemasDiscoverer),
  'AWS::EventSchemas::Registry': provider(eventSchemasRegistry),
  'AWS::EventSchemas::RegistryPolicy': provider(eventSchemasRegistryPolicy),
  'AWS::EventSchemas::Schema': provider(eventSchemasSchema),
  'AWS::Events::ApiDestination': provider(eventsApiDestination),
  'AWS::Events::Archive': provider(eventsArchive),
  'AWS::Events::Connection': provider(eventsConnection),
  'AWS::Events::Endpoint': provider(eventsEndpoint),
  'AWS::Events::EventBus': provider(eventsEventBus),
  'AWS::Events::EventBusPolicy': provider(eventsEventBusPolicy),
  'AWS::Events::Rule': provider(eventsRule),
  'AWS::IAM::ManagedPolicy': provider(iamManagedPolicy),
  'AWS::IAM::Policy': provider(iamPolicy),
  'AWS::IAM::Role': provider(iamRole),
  'AWS::IAM::RolePolicy': provider(iamRolePolicy),
  'AWS::KMS::Alias': provider(kmsAlias),
  'AWS::KMS::Key': provider(kmsKey),
  'AWS::Lambda::Alias': provider(lambdaAlias),
  'AWS::Lambda::EventInvokeConfig': provider(lambdaEventInvokeConfig),
  'AWS::Lambda::EventSourceMapping': provider(lambdaEventSourceMapping),
  'AWS::Lambda::Function': provider(lambdaFunction),
  'AWS::Lambda::LayerVersion': provider(lambdaLayerVersion),
  'AWS::Lambda::Permission': provider(lambdaPermission),
  'AWS::Lambda::Url': provider(lambdaUrl),
  'AWS::Lambda::Version': provider(lambdaVersion),
  'AWS::Logs::Delivery': provider(logsDelivery),
  'AWS::Logs::DeliveryDestination': provider(logsDeliveryDestination),
  'AWS::Logs::DeliverySource': provider(logsDeliverySource),
  'AWS::Logs::LogGroup': provider(logsLogGroup),
  'AWS::Logs::LogStream': provider(logsLogStream),
  'AWS::Logs::MetricFilter': provider(logsMetricFilter),
  'AWS::Logs::ResourcePolicy': provider(logsResourcePolicy),
  'AWS::Logs::SubscriptionFilter': provider(logsSubscriptionFilter),
  'AWS::S3::Bucket': provider(s3Bucket),
  'AWS::S3::BucketPolicy': provider(s3BucketPolicy),
  'AWS::SNS::Subscription': provider(snsSubscription),
  'AWS::SNS::Topic': provider(snsTopic),
  'AWS::SNS::TopicInlinePolicy': provider(snsTopicInlinePolicy),
  'AWS::SNS::TopicPolicy': provider(snsTopicPolicy),
  'AWS::SQS::Queue': provider(sqsQueue),
  'AWS::SQS::QueueInlinePolicy': provider(sqsQueueInlinePolicy),
  'AWS::SQS::QueuePolicy': provider(sqsQueuePolicy),
  'AWS::SSM::Parameter': provider(ssmParameter),
  'AWS::SecretsManager::ResourcePolicy': provider(secretsManagerResourcePolicy),
  'AWS::SecretsManager::Secret': provider(secretsManagerSecret),
  'AWS::StepFunctions::Activity': provider(stepFunctionsActivity),
  'AWS::StepFunctions::StateMachine': provider(stepFunctionsStateMachine),
  'AWS::StepFunctions::StateMachineAlias': provider(stepFunctionsStateMachineAlias),
  'AWS::StepFunctions::StateMachineVersion': provider(stepFunctionsStateMachineVersion),
};
