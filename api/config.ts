/** The only reader of the environment: a frozen Config with defaults, or one sentence for each wrong value. */
import path from 'node:path';
import { z } from 'zod';

export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Absolute folder of the embedded database and the photos. */
  readonly dataDir: string;
  /** Absent: the embedded database. */
  readonly databaseUrl: string | undefined;
  /** Whether an empty database is filled with the demonstration. */
  readonly demo: boolean;
  readonly demoPassword: string | undefined;
  readonly basemap: { readonly url: string; readonly attribution: string } | undefined;
  /** Hops of reverse proxies whose X-Forwarded-* headers are believed. */
  readonly trustProxy: number;
}

export class ConfigError extends Error {
  constructor(sentences: string[]) {
    super(sentences.join('\n'));
    this.name = 'ConfigError';
  }
}

const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' });
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`);

const environment = z.object({
  NODE_ENV: z.string().optional(),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an address to listen on')
    .default('127.0.0.1'),
  PORT: whole(0, 65535).default(3000),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, 'must begin with postgres://')
    .refine((url) => URL.canParse(url), 'must be an address such as postgres://user:password@host:5432/lutra')
    .optional(),
  DEMO: flag.optional(),
  DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').max(200).optional(),
  BASEMAP_URL: z
    .string()
    .regex(/^https?:\/\/.*\{z\}/, 'must be an http(s) address with {z}, {x} and {y}')
    .regex(/\{x\}/, 'must hold {x}')
    .regex(/\{y\}/, 'must hold {y}')
    .refine((url) => URL.canParse(url.replaceAll(/[{}]/g, '')), 'must be an address with {z}, {x} and {y}')
    .optional(),
  BASEMAP_ATTRIBUTION: z.string().max(300).optional(),
  TRUST_PROXY: whole(0, 10).default(0),
});

/** Reads the configuration; throws a ConfigError that names each wrong variable. An empty value counts as not set. */
export function readConfig(env: NodeJS.ProcessEnv, cwd: string): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`));
  const value = parsed.data;
  if (value.BASEMAP_ATTRIBUTION !== undefined && value.BASEMAP_URL === undefined)
    throw new ConfigError(['BASEMAP_ATTRIBUTION is set without BASEMAP_URL.']);
  const production = value.NODE_ENV === 'production';
  return Object.freeze({
    production,
    host: value.HOST,
    port: value.PORT,
    dataDir: path.resolve(cwd, value.DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    demo: value.DEMO === undefined ? !production : value.DEMO === '1',
    demoPassword: value.DEMO_PASSWORD,
    basemap:
      value.BASEMAP_URL === undefined
        ? undefined
        : Object.freeze({ url: value.BASEMAP_URL, attribution: value.BASEMAP_ATTRIBUTION ?? '' }),
    trustProxy: value.TRUST_PROXY,
  });
}
