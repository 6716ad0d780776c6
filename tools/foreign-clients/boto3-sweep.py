"""boto3 against an emulator: calls every reading operation of every service that needs no input.

    npm run emulator -- --port 4566 --ephemeral & npm run deploy:local
    AWS_ENDPOINT_URL=http://127.0.0.1:4566 python tools/foreign-clients/boto3-sweep.py

An answer or AWS's own refusal is as it should be. What boto3 cannot read, or an internal failure, is a fault.
"""
import os
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

os.environ.setdefault('AWS_ENDPOINT_URL', 'http://127.0.0.1:4566')
SERVICES = [
    'apigatewayv2', 'cloudformation', 'cloudtrail', 'cloudwatch', 'dynamodb', 'dynamodbstreams', 'events', 'iam',
    'kms', 'lambda', 'logs', 's3', 'secretsmanager', 'sns', 'sqs', 'ssm', 'stepfunctions', 'sts',
]
READING = ('Describe', 'Get', 'List')
NOT_SUPPORTED = {'UnknownOperationException', 'InvalidAction', 'NotImplemented', 'UnsupportedOperation', '404'}


def outcome(client, operation):
    method = next(name for name, op in client.meta.method_to_api_mapping.items() if op == operation)
    try:
        getattr(client, method)()
        return 'answered'
    except ClientError as error:
        code = error.response['Error']['Code']
        status = error.response['ResponseMetadata']['HTTPStatusCode']
        if code in NOT_SUPPORTED:
            return 'not supported'
        return f'refused {code}' if status < 500 else f'FAULT {status} {code}'
    except Exception as error:  # whatever boto3 says of an answer that it cannot read
        return f'FAULT {type(error).__name__}: {error}'


faults = 0
for service in SERVICES:
    client = boto3.client(
        service,
        region_name='us-east-1',
        aws_access_key_id='local',
        aws_secret_access_key='local',
        config=Config(retries={'max_attempts': 0}, read_timeout=20),
    )
    found = {}
    for operation in client.meta.service_model.operation_names:
        shape = client.meta.service_model.operation_model(operation).input_shape
        if operation.startswith(READING) and not (shape and shape.required_members):
            found[operation] = outcome(client, operation)
    kinds = {}
    for result in found.values():
        kind = result.split(' ')[0] if result != 'not supported' else result
        kinds[kind] = kinds.get(kind, 0) + 1
    print(f"{service}: {', '.join(f'{count} {kind}' for kind, count in sorted(kinds.items()))}")
    for operation, result in found.items():
        if result.startswith(('FAULT', 'refused')):
            print(f'  {operation}: {result[:300]}')
        faults += result.startswith('FAULT')
print(f'{faults} faults')
sys.exit(1 if faults else 0)
