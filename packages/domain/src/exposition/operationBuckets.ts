/** Buckets that the OpenTelemetry conventions give for the duration of MCP operations, seconds. */
export const OPERATION_BUCKETS_S = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300]
