package io.pinelink.server;

import io.pinelink.server.internal.http.ListenerRole;

/**
 * The listeners of an {@link EmbeddedPinecone}, each with a certificate of its own, and a port of
 * its own unless {@link EmbeddedPineconeBuilder#listenAt} lets them share one.
 *
 * <p>In the service they are places in the network; here the port a request came to, and the server
 * name of its TLS handshake, tell which way it took. A server has the first three, or, in local
 * mode, the first and the last. There can be more of the third: one for each {@link
 * PrivateEndpoint}.
 */
public enum Listener {
  /**
   * The control plane; its certificate is for {@code api.pinecone.io}, and for {@code localhost},
   * by which clients of any language reach it. Plaintext in local mode.
   */
  CONTROL,

  /** The data plane as the internet sees it; for {@code *.svc.<environment>.pinecone.io}. */
  PUBLIC_DATA,

  /**
   * The data plane behind a private endpoint; for {@code *.svc.private.<environment>.pinecone.io}.
   */
  PRIVATE_DATA,

  /** The data planes of local mode: plaintext, a port for each index. */
  LOCAL_DATA;

  ListenerRole role() {
    return ListenerRole.valueOf(name());
  }

  static Listener of(ListenerRole role) {
    return valueOf(role.name());
  }
}
