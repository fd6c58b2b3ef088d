// The provider's key: an injector that puts it in, and the SDS file by which Envoy finds the key's file.
// Penstock writes the file's name and never reads the file.
import { dirname, isAbsolute, join } from 'node:path';
import type { PlaneCredential } from './plane.ts';

export function credentialInjector(connection: string, credential: PlaneCredential, sdsDir: string): object {
  return {
    name: 'envoy.filters.http.credential_injector',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.filters.http.credential_injector.v3.CredentialInjector',
      // Whatever got as far as here is the pod's own and must not reach the provider.
      overwrite: true,
      allow_request_without_credential: false,
      credential: {
        name: 'envoy.http.injected_credentials.generic',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.http.injected_credentials.generic.v3.Generic',
          header: credential.header,
          header_value_prefix: credential.prefix,
          credential: {
            name: connection,
            sds_config: {
              path_config_source: { path: inFolder(sdsDir, sdsFileName(connection)), watched_directory: { path: sdsDir } },
              resource_api_version: 'V3',
            },
          },
        },
      },
    },
  };
}

export function sdsFileName(connection: string): string {
  return `${connection}.yaml`;
}

/** The SDS file of one connection. A key is changed by renaming a new file over the old one: writing into it goes unnoticed. */
export function renderSecret(connection: string, credential: PlaneCredential): object {
  return {
    resources: [
      {
        '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret',
        name: connection,
        generic_secret: {
          secret: { filename: credential.keyFile, watched_directory: { path: dirname(credential.keyFile) } },
        },
      },
    ],
  };
}

/** Envoy tells `./x` from `x` when it watches folders: paths are kept as they were given. */
function inFolder(folder: string, file: string): string {
  return isAbsolute(folder) ? join(folder, file) : `${folder}/${file}`;
}
