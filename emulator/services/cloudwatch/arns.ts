import { formatArn, type Place, placeKey } from '../../core/arn.ts';

export const alarmArn = (place: Place, name: string): string => formatArn('cloudwatch', place, `alarm:${name}`);
/** Dashboards are the same in all regions. */
export const dashboardArn = ({ accountId }: Pick<Place, 'accountId'>, name: string): string =>
  `arn:aws:cloudwatch::${accountId}:dashboard/${name}`;
export const alarmKey = (place: Place, name: string): string => placeKey(place, name);
