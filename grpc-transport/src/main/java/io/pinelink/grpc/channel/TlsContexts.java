package io.pinelink.grpc.channel;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.pinelink.network.TlsOptions;
import java.security.PrivateKey;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;

/** Creates the TLS contexts of connections: by OpenSSL, or by the JDK if the key requires it. */
final class TlsContexts {
  /** The algorithms that the key of a client certificate may have. */
  private static final List<String> KEY_TYPES = List.of("RSA", "EC");

  private TlsContexts() {}

  /**
   * Creates a context.
   *
   * @throws IllegalStateException if TLS cannot be set up
   */
  static SslContext create(TlsOptions tls) {
    SslContextBuilder builder = GrpcSslContexts.forClient().trustManager(tls.trustManager());
    X509ExtendedKeyManager keys = tls.keyManager().orElse(null);
    if (keys != null) {
      builder.keyManager(keys);
      if (!isReadable(keys)) {
        GrpcSslContexts.configure(builder, SslProvider.JDK);
      }
    }
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  /**
   * Returns whether the client's private key has an encoded form, which OpenSSL requires. The key
   * of a PKCS#11 token has none: only a provider of the JDK can sign with it.
   */
  private static boolean isReadable(X509ExtendedKeyManager keys) {
    for (String type : KEY_TYPES) {
      String[] aliases = keys.getClientAliases(type, null);
      for (String alias : aliases == null ? new String[0] : aliases) {
        PrivateKey key = keys.getPrivateKey(alias);
        if (key != null && key.getEncoded() == null) {
          return false;
        }
      }
    }
    return true;
  }
}
