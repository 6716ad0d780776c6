import { AwsError } from '../../../core/aws-error.ts';
import { arnOf } from '../arns.ts';
import { resourceNotFound } from '../machines/find.ts';
import type { StatesState } from '../state.ts';
import type { MapRun } from './map-run.ts';

/** @throws AwsError `InvalidArn`, `ResourceNotFound` */
export function mapRunOf({ mapRuns }: StatesState, arn: string): MapRun {
  arnOf(arn, 'mapRun');
  const mapRun = mapRuns.get(arn);
  if (!mapRun) throw resourceNotFound(arn);
  return mapRun;
}

/** @throws AwsError `ValidationException` where the map run is over */
export function runningMapRunOf(state: StatesState, arn: string): MapRun {
  const mapRun = mapRunOf(state, arn);
  if (mapRun.status !== 'RUNNING') {
    throw new AwsError('ValidationException', `Map Run is not in a valid state for update: '${arn}'`);
  }
  return mapRun;
}
