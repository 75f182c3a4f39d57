package io.pinelink.server;

import io.pinelink.server.internal.http.ListenerRole;

/**
 * A listener of an {@link EmbeddedPinecone}. Each listener has its own certificate, and its own
 * port unless {@link EmbeddedPineconeBuilder#listenAt} or {@link EmbeddedPineconeBuilder#onePort}
 * lets listeners share one.
 *
 * <p>In the service, listeners are places in the network; here the port and the server name of the
 * TLS handshake determine the ingress of a request. A server has {@link #CONTROL}, {@link
 * #PUBLIC_DATA} and {@link #PRIVATE_DATA}, the latter once for each {@link PrivateEndpoint}; in
 * local mode it has {@link #CONTROL} and {@link #LOCAL_DATA}.
 */
public enum Listener {
  /**
   * The control plane; its certificate is for {@code api.pinecone.io}, and for {@code localhost},
   * for clients in any language. Plaintext in local mode.
   */
  CONTROL,

  /** The public data plane; its certificate is for {@code *.svc.<environment>.pinecone.io}. */
  PUBLIC_DATA,

  /**
   * A private data plane; its certificate is for {@code *.svc.private.<environment>.pinecone.io}.
   */
  PRIVATE_DATA,

  /**
   * The data planes of local mode: plaintext, with one port per index, or with {@link
   * EmbeddedPineconeBuilder#onePort} on the port of {@link #CONTROL}.
   */
  LOCAL_DATA;

  ListenerRole role() {
    return ListenerRole.valueOf(name());
  }

  static Listener of(ListenerRole role) {
    return valueOf(role.name());
  }
}
