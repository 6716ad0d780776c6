/** What makes any AWS client talk to the emulator. */
export const localEnvironment = (endpoint: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: process.env.AWS_REGION ?? 'us-east-1',
  AWS_ACCESS_KEY_ID: process.env.AWS_ACCESS_KEY_ID ?? 'local',
  AWS_SECRET_ACCESS_KEY: process.env.AWS_SECRET_ACCESS_KEY ?? 'local',
  // osls asks for neither, and says nothing of updates or telemetry while it deploys.
  SLS_INTERACTIVE_SETUP_ENABLE: '0',
  SLS_NOTIFICATIONS_MODE: 'off',
  // How often it asks how a stack gets on: every five seconds on AWS, where a stack takes minutes.
  SLS_AWS_MONITORING_FREQUENCY: '250',
});

export const DEFAULT_ENDPOINT = 'http://127.0.0.1:4566';
