/** A value of an option: `true` for one without a value, an array for one that is repeated. */
export type OptionValue = string | number | boolean | readonly string[] | null | undefined;

/**
 * Options of the server. Each is an option of `pinelink local`, in camel case: `visibilityDelay: 2` is
 * `--visibility-delay 2`. `npx pinelink-local --help` describes all of them.
 */
export interface StartOptions {
  /** The control plane's port; 0, the default, takes any free port. */
  port?: number;
  /** Indexes to create, as `NAME:DIMENSION[:METRIC]`. Default: none. */
  index?: string | readonly string[];
  /** Serves all indexes on the control plane's port, told apart by host. */
  onePort?: boolean;
  /** Serves TLS with a certificate authority in this directory, which is created if it is missing. */
  tlsDir?: string;
  /** Environment variables of the server besides those of this process, such as `JAVA_HOME`. */
  env?: Record<string, string>;
  [option: string]: OptionValue | Record<string, string>;
}

/** An index that the options created. */
export interface LocalIndex {
  name: string;
  /** The host and port of its data plane, without a scheme unless one is advertised. */
  host: string;
  /** The short id of its project; null in plaintext. */
  project: string | null;
  privateHost: string | null;
}

/** A running server in a process of its own. The normal end of this process stops it too. */
export interface LocalServer {
  /** The URL of the control plane: `controllerHostUrl` of the official client. */
  controlPlane: string;
  /** A key that the server accepts; null if the option `keys` sets others. */
  apiKey: string | null;
  /** The file of the certificate authority; null in plaintext. Set NODE_EXTRA_CA_CERTS to it. */
  ca: string | null;
  indexes: LocalIndex[];
  /** The id of the server's process. */
  pid: number;
  /** Returns the URL of the data plane of an index that the options created. */
  host(name: string): string;
  /** Stops the server and returns its exit code: 0 unless it failed. */
  stop(): Promise<number | null>;
}

/**
 * Starts a server and waits until it is ready.
 *
 * @throws if there is no Java 17 or newer, or the server refuses the options; the message has its reason
 */
export function start(options?: StartOptions): Promise<LocalServer>;
