/**
 * AWS list prices in US dollars, us-east-1, without free tier or discounts. Inputs: hold them against the page named
 * beside each before you rely on the sheet, change them here, and run `node tools/cost-sheet.ts`.
 */
export const PRICES = {
  /** https://aws.amazon.com/api-gateway/pricing/ HTTP API, a request of up to 512 KB */
  httpApiRequest: 1.0 / 1e6,
  /** https://aws.amazon.com/lambda/pricing/ arm64 */
  lambdaRequest: 0.2 / 1e6,
  lambdaGigabyteSecond: 0.0000133334,
  /** https://aws.amazon.com/eventbridge/pricing/ a custom event of up to 64 KB; replayed events count as custom events */
  eventBridgeEvent: 1.0 / 1e6,
  archiveGigabyte: 0.1,
  archiveGigabyteMonth: 0.023,
  /** https://aws.amazon.com/sqs/pricing/ standard queue, a request of up to 64 KB */
  sqsRequest: 0.4 / 1e6,
  /** https://aws.amazon.com/dynamodb/pricing/on-demand/ */
  dynamodbWriteUnit: 0.625 / 1e6,
  dynamodbReadUnit: 0.125 / 1e6,
  dynamodbStreamRead: 0.2 / 1e6,
  /** https://aws.amazon.com/cloudwatch/pricing/ */
  logGigabyte: 0.5,
  vendedLogGigabyte: 0.5,
  /** https://aws.amazon.com/step-functions/pricing/ STANDARD */
  stateTransition: 25.0 / 1e6,
  /** https://aws.amazon.com/xray/pricing/ */
  trace: 5.0 / 1e6,
} as const;

export type Price = keyof typeof PRICES;
