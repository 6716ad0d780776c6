import { Logger } from '@aws-lambda-powertools/logger';

/** One line of JSON each; the level is POWERTOOLS_LOG_LEVEL, the service POWERTOOLS_SERVICE_NAME. */
export const logger = new Logger();
