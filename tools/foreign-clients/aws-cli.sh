#!/usr/bin/env bash
# The AWS command line against an emulator with the application deployed; nothing but the endpoint is set.
#   npm run emulator -- --port 4566 --ephemeral &  npm run deploy:local  &&  tools/foreign-clients/aws-cli.sh
# `aws` (version 1 or 2) must be on the PATH. Exit code 0 only if every command did as it should.
set -u
export AWS_ENDPOINT_URL=${AWS_ENDPOINT_URL:-http://127.0.0.1:4566}
export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
export AWS_PAGER='' AWS_EC2_METADATA_DISABLED=true
# Otherwise the clients call sync-127.0.0.1 for TestState and StartSyncExecution, as they call sync-states… on AWS.
export AWS_DISABLE_HOST_PREFIX_INJECTION=true
sqs=(aws sqs)
version=$(aws --version 2>&1)
# Version 1 sends SQS to queue.amazonaws.com, whatever AWS_ENDPOINT_URL says, unless the option is given.
[[ $version == aws-cli/1* ]] && sqs=(aws --endpoint-url "$AWS_ENDPOINT_URL" sqs)
app=trestle-local
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# expect TEXT COMMAND…: the command succeeds, and TEXT stands in what it prints.
expect() {
  local text=$1 said
  shift
  if said=$("$@" 2>&1) && grep -qF -- "$text" <<<"$said"; then
    echo "✓ ${*:1:6}"
  else
    failed=$((failed + 1))
    printf '✗ %s\n%s\n' "$*" "$(head -c 600 <<<"$said")"
  fi
}
# refused TEXT COMMAND…: the command fails, and TEXT stands in what it says.
refused() {
  local text=$1 said
  shift
  if ! said=$("$@" 2>&1) && grep -qF -- "$text" <<<"$said"; then
    echo "✓ ${*:1:6} ($text)"
  else
    failed=$((failed + 1))
    printf '✗ %s\n%s\n' "$*" "$(head -c 600 <<<"$said")"
  fi
}

cat >"$work/entries.json" <<JSON
[{"EventBusName":"$app","Source":"partner/trestle/acme/cli","DetailType":"github.push","Detail":"{\"id\":\"cli-1\"}"}]
JSON
echo '{"id":"1","account":"123456789012","source":"a","time":"2026-01-01T00:00:00Z","region":"us-east-1","resources":[],"detail-type":"t","detail":{"n":7}}' >"$work/event.json"
echo '{"action":"status","replayName":"none"}' >"$work/input.json"
echo 'one object' >"$work/object.txt"

expect '"FailedEntryCount": 0' aws events put-events --entries "file://$work/entries.json"
expect '"Result": true' aws events test-event-pattern --event "file://$work/event.json" --event-pattern '{"detail":{"n":[{"numeric":[">",5]}]}}'
refused InvalidEventPatternException aws events test-event-pattern --event "file://$work/event.json" --event-pattern '{"detail":{"n":7}}'
expect github-to-queue aws events list-rules --event-bus-name "$app"
expect queue aws events list-targets-by-rule --event-bus-name "$app" --rule github-to-queue
expect ENABLED aws events describe-archive --archive-name "$app"
expect "$app" aws events list-event-buses
queue=$("${sqs[@]}" get-queue-url --queue-name "$app-github" --query QueueUrl --output text)
expect cli-1 "${sqs[@]}" receive-message --queue-url "$queue" --wait-time-seconds 5 --message-system-attribute-names All
expect ApproximateNumberOfMessages "${sqs[@]}" get-queue-attributes --queue-url "$queue" --attribute-names All
expect "$app-github" "${sqs[@]}" list-queues
refused NonExistentQueue "${sqs[@]}" get-queue-url --queue-name there-is-none
expect cli-1 aws logs filter-log-events --log-group-name "/aws/events/$app"
if [[ $version == aws-cli/2* ]]; then
  expect cli-1 aws logs tail "/aws/events/$app" --since 5m
fi
expect "/aws/events/$app" aws logs describe-log-groups --log-group-name-prefix /aws/events/
expect "/aws/events/$app" aws logs describe-log-groups
expect logStreamName aws logs describe-log-streams --log-group-name "/aws/events/$app"
machine=$(aws cloudformation describe-stacks --stack-name "$app" --query "Stacks[0].Outputs[?OutputKey=='FulfilOrderArn'].OutputValue" --output text)
expect executions aws stepfunctions list-executions --state-machine-arn "$machine"
expect StartAt aws stepfunctions describe-state-machine --state-machine-arn "$machine"
expect OK aws stepfunctions validate-state-machine-definition --definition '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}'
expect SUCCEEDED aws stepfunctions test-state --definition '{"Type":"Pass","End":true}' --role-arn arn:aws:iam::000000000000:role/none
expect '"StatusCode": 200' aws lambda invoke --function-name "$app-replay" --payload "fileb://$work/input.json" "$work/answer.json"
expect nodejs24.x aws lambda get-function-configuration --function-name "$app-replay"
expect "$app-replay" aws lambda list-functions
expect EventSourceMappings aws lambda list-event-source-mappings
expect UPDATE_COMPLETE aws cloudformation describe-stacks --stack-name "$app"
expect AWS::Events::EventBus aws cloudformation list-stack-resources --stack-name "$app"
expect "$app" aws cloudformation describe-stack-events --stack-name "$app" --max-items 5
expect Resources aws cloudformation get-template --stack-name "$app"
expect "$app-accepted" aws dynamodb list-tables
expect PAY_PER_REQUEST aws dynamodb describe-table --table-name "$app-accepted"
expect Items aws dynamodb scan --table-name "$app-accepted"
expect SecretString aws secretsmanager get-secret-value --secret-id "$app/webhooks/github"
expect 000000000000 aws sts get-caller-identity
expect "$app" aws iam list-roles
expect ApiEndpoint aws apigatewayv2 get-apis
expect TopicArn aws sns list-topics
expect MetricAlarms aws cloudwatch describe-alarms
expect Metrics aws cloudwatch list-metrics --namespace AWS/Events
expect Keys aws kms list-keys
expect trailList aws cloudtrail describe-trails
expect Parameters aws ssm describe-parameters
bucket=foreign-clients-$$
expect '"Location": "/' aws s3api create-bucket --bucket "$bucket"
expect upload aws s3 cp "$work/object.txt" "s3://$bucket/a folder/object ü.txt"
expect 'object ü.txt' aws s3 ls "s3://$bucket/" --recursive
expect 'one object' aws s3 cp "s3://$bucket/a folder/object ü.txt" -
expect '' aws s3api head-object --bucket "$bucket" --key 'a folder/object ü.txt'
refused NoSuchKey aws s3api get-object --bucket "$bucket" --key none "$work/none"
expect delete aws s3 rb "s3://$bucket" --force

echo "$failed failed"
[ "$failed" = 0 ]
