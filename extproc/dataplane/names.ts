// Names that two parts of the bootstrap must agree on.

/** The filter's name: routes refer to it, and a mismatch would leave them without a connection. */
export const extprocFilter = 'penstock.ext_proc';
export const extprocClusterName = 'penstock_ext_proc';

/** Initial metadata of the ext_proc stream that carries a connection's name. */
export const connectionMetadata = 'x-penstock-connection';

/** What Envoy buffers for a stream before it stops reading. Also the most that one body message carries. */
export const bufferBytes = 256 * 1024;
