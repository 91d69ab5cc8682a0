import type { Cluster, Redis } from 'ioredis'

/** One connection to Redis of any kind; commands go to the master that holds their key. */
export type RedisClient = Redis | Cluster
