import type {
  DescribeMapRunCommandInput,
  DescribeMapRunCommandOutput,
  ListMapRunsCommandInput,
  ListMapRunsCommandOutput,
  UpdateMapRunCommandInput,
  UpdateMapRunCommandOutput,
} from '@aws-sdk/client-sfn';
import { countsOf } from '../map-runs/counts.ts';
import { mapRunOf, runningMapRunOf } from '../map-runs/map-runs.ts';
import type { StatesOperation } from '../operation.ts';
import { pageOf } from '../page.ts';
import { executionOf } from './describe-execution.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html */
export const describeMapRun: StatesOperation<DescribeMapRunCommandInput, DescribeMapRunCommandOutput> = {
  resource: ({ mapRunArn = '' }) => mapRunArn,
  handle(state, { mapRunArn = '' }) {
    const mapRun = mapRunOf(state, mapRunArn);
    const { stopped, redriven } = mapRun;
    return {
      mapRunArn,
      executionArn: mapRun.executionArn,
      status: mapRun.status,
      startDate: new Date(mapRun.started),
      ...(stopped === undefined ? {} : { stopDate: new Date(stopped) }),
      maxConcurrency: mapRun.maxConcurrency,
      toleratedFailurePercentage: mapRun.toleratedFailurePercentage,
      toleratedFailureCount: mapRun.toleratedFailureCount,
      ...countsOf(state, mapRun),
      redriveCount: mapRun.redriveCount,
      ...(redriven === undefined ? {} : { redriveDate: new Date(redriven) }),
    };
  },
};

/** Newest first. https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListMapRuns.html */
export const listMapRuns: StatesOperation<ListMapRunsCommandInput, ListMapRunsCommandOutput> = {
  resource: ({ executionArn = '' }) => executionArn,
  handle(state, { executionArn = '', maxResults, nextToken }) {
    const execution = executionOf(state, executionArn);
    const runs = state.mapRuns
      .values()
      .filter((run) => run.execution === execution.id)
      .sort((a, b) => b.number - a.number);
    const { page, next } = pageOf(runs, executionArn, maxResults, nextToken);
    return {
      mapRuns: page.map(({ arn, machineArn, started, stopped }) => ({
        executionArn,
        mapRunArn: arn,
        stateMachineArn: machineArn,
        startDate: new Date(started),
        ...(stopped === undefined ? {} : { stopDate: new Date(stopped) }),
      })),
      ...next,
    };
  },
};

/** Takes effect with the next child. https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateMapRun.html */
export const updateMapRun: StatesOperation<UpdateMapRunCommandInput, UpdateMapRunCommandOutput> = {
  resource: ({ mapRunArn = '' }) => mapRunArn,
  handle(state, { mapRunArn = '', maxConcurrency, toleratedFailureCount, toleratedFailurePercentage }) {
    const mapRun = runningMapRunOf(state, mapRunArn);
    state.mapRuns.put(mapRunArn, {
      ...mapRun,
      maxConcurrency: maxConcurrency ?? mapRun.maxConcurrency,
      toleratedFailureCount: toleratedFailureCount ?? mapRun.toleratedFailureCount,
      toleratedFailurePercentage: toleratedFailurePercentage ?? mapRun.toleratedFailurePercentage,
    });
    state.mapRunsUpdated.get(mapRunArn)?.();
    return {};
  },
};
