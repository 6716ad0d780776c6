import * as L from '@aws-sdk/client-lambda';
import { testEmulator } from '../../../../support/emulator.ts';
import { ARN, CODE, type FunctionsWorld, functionsWorld, zip } from '../../../../support/functions-world.ts';

let world: FunctionsWorld;

beforeAll(async () => {
  world = await functionsWorld(await testEmulator());
});
afterAll(() => world.emulator.stop());

describe('versions and aliases', () => {
  it('a version stays as it was published, and the same is not published twice', async () => {
    const FunctionName = await world.made();
    const publish = (more = {}) => world.lambda.send(new L.PublishVersionCommand({ FunctionName, ...more }));
    expect(await publish({ Description: 'first' })).toMatchObject({
      Version: '1',
      Description: 'first',
      FunctionArn: `${ARN}${FunctionName}:1`,
      State: 'Active',
    });
    expect(await publish({ Description: 'again' })).toMatchObject({ Version: '1', Description: 'first' });
    await world.lambda.send(
      new L.UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables: { X1: '1' } } }),
    );
    await world.settle();
    expect((await publish()).Version).toBe('2');
    expect(await world.call(FunctionName, '1')).toBe('1');
    const { Versions = [] } = await world.lambda.send(new L.ListVersionsByFunctionCommand({ FunctionName }));
    expect(Versions.map(({ Version, State }) => [Version, State])).toEqual([
      ['$LATEST', undefined],
      ['1', undefined],
      ['2', undefined],
    ]);
    await world.lambda.send(new L.CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
    await expect(
      world.lambda.send(new L.DeleteFunctionCommand({ FunctionName, Qualifier: '1' })),
    ).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Unable to delete version because the following aliases reference it: [live]',
    });
    await world.lambda.send(new L.DeleteFunctionCommand({ FunctionName, Qualifier: '2' }));
    await expect(world.call(FunctionName, '2')).rejects.toMatchObject({
      message: `Function not found: ${ARN}${FunctionName}:2`,
    });
  });

  it('an alias leads to its version, or to two by their weights', async () => {
    const FunctionName = await world.made({ Publish: true });
    await world.lambda.send(new L.UpdateFunctionCodeCommand({ FunctionName, ...zip(`${CODE}//2`), Publish: true }));
    await world.settle();
    const created = await world.lambda.send(
      new L.CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }),
    );
    expect(created).toMatchObject({ AliasArn: `${ARN}${FunctionName}:live`, FunctionVersion: '1', Description: '' });
    expect(await world.call(FunctionName, 'live')).toBe('1');
    const RoutingConfig = { AdditionalVersionWeights: { 2: 0.5 } };
    await world.lambda.send(new L.UpdateAliasCommand({ FunctionName, Name: 'live', RoutingConfig }));
    const seen = new Set<unknown>();
    while (seen.size < 2) seen.add(await world.call(`${FunctionName}:live`));
    expect([...seen].sort()).toEqual(['1', '2']);
    const { Aliases = [] } = await world.lambda.send(new L.ListAliasesCommand({ FunctionName }));
    expect(Aliases).toHaveLength(1);
    await world.lambda.send(new L.DeleteAliasCommand({ FunctionName, Name: 'live' }));
    await expect(world.lambda.send(new L.GetAliasCommand({ FunctionName, Name: 'live' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Cannot find alias arn: ${ARN}${FunctionName}:live`,
    });
  });
});
