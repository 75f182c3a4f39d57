package io.pinelink.testing;

/**
 * The three doors of an {@link EmbeddedPinecone}, each with a port and a certificate of its own.
 *
 * <p>In the service they are three places in the network; here the port a request came to tells
 * which way it took.
 */
public enum Listener {
  /** The control plane; its certificate is for {@code api.pinecone.io}. */
  CONTROL,

  /** The data plane as the internet sees it; for {@code *.svc.<environment>.pinecone.io}. */
  PUBLIC_DATA,

  /**
   * The data plane behind the private endpoint; for {@code
   * *.svc.private.<environment>.pinecone.io}.
   */
  PRIVATE_DATA
}
