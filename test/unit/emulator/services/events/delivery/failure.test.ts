import { AwsError } from '../../../../../../emulator/core/aws-error.ts';
import { failureOf } from '../../../../../../emulator/services/events/delivery/failure.ts';

describe('what a target refuses with', () => {
  it.each([
    ['AccessDeniedException', 'NO_PERMISSIONS', false],
    ['ResourceNotFoundException', 'NO_RESOURCE', false],
    ['ExecutionAlreadyExists', 'RESOURCE_ALREADY_EXISTS', false],
    ['TooManyRequestsException', 'THROTTLING', true],
    ['ExecutionLimitExceeded', 'RESOURCE_LIMIT_EXCEEDED', true],
    ['InvalidRequestContentException', 'INVALID_JSON', false],
    ['ResourceConflictException', 'RESOURCE_MODIFICATION_COLLISION', true],
    ['ConcurrentModificationException', 'RESOURCE_MODIFICATION_COLLISION', true],
    ['ServiceUnavailable', 'INTERNAL_ERROR', true],
    ['ValidationException', 'INVALID_PARAMETER', false],
  ])('%s is %s', (code, expected, retryable) => {
    expect(failureOf(new AwsError(code, 'No.'))).toMatchObject({ code: expected, message: 'No.', retryable });
  });

  it('is an internal error where it is none of AWS’s', () => {
    expect(failureOf(new Error('Broken.'))).toMatchObject({ code: 'INTERNAL_ERROR', message: 'Broken.', status: 500 });
  });
});
