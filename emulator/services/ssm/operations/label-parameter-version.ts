import type { LabelParameterVersionCommandInput } from '@aws-sdk/client-ssm';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { tell } from '../change-event.ts';
import { latest, type Parameter, type Version } from '../parameter.ts';
import { forName, parameterKey, parameterOf, type SsmState, versionOf } from '../state.ts';

const LABEL = /^(?!\d)(?!(aws|ssm))[\w.-]{1,100}$/i;
const MOST = 10;

/** A label is on one version of a parameter: it moves. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_LabelParameterVersion.html */
export const labelParameterVersion: Operation<SsmState, LabelParameterVersionCommandInput, object> = {
  resource: forName,
  handle(state, { Name = '', Labels = [], ParameterVersion }, context) {
    const before = parameterOf(state, Name, context);
    const number = ParameterVersion ?? latest(before).number;
    const target = versionOf(before, `:${number}`);
    const valid = Labels.filter((label) => LABEL.test(label));
    if (new Set([...target.labels, ...valid]).size > MOST) {
      throw new AwsError(
        'ParameterVersionLabelLimitExceeded',
        `A parameter version can have maximum ${MOST} labels. Move one or more labels to another version and try again.`,
      );
    }
    const labelled = (version: Version): Version => {
      const others = version.labels.filter((label) => !valid.includes(label));
      return { ...version, labels: version.number === target.number ? [...others, ...valid] : others };
    };
    const [first, ...rest] = before.versions;
    const parameter: Parameter = { ...before, versions: [labelled(first), ...rest.map(labelled)] };
    state.deps.store.atomic(() => {
      state.parameters.put(parameterKey(parameter, parameter.name), parameter);
      tell(state, 'LabelParameterVersion', parameter, context);
    });
    return { InvalidLabels: Labels.filter((label) => !valid.includes(label)), ParameterVersion: target.number };
  },
};
