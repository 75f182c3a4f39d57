package io.pinelink.grpc.channel;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.pinelink.network.TlsOptions;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;

/** The TLS contexts of connections; one for all connections with equal options. Thread-safe. */
final class TlsContexts {
  /** The algorithms that the key of a client certificate may have. */
  private static final List<String> KEY_TYPES = List.of("RSA", "EC");

  private final Map<TlsOptions, CurrentContext> contexts = new ConcurrentHashMap<>();

  /** The context of options, which is replaced if they are reloaded. */
  private record CurrentContext(TlsOptions options, SslContext context) {}

  /**
   * Returns the context of the next connection.
   *
   * @throws IllegalStateException if TLS cannot be set up
   */
  SslContext current(TlsOptions tls) {
    TlsOptions current = tls.current();
    return contexts
        .compute(
            tls,
            (key, known) ->
                known != null && known.options().equals(current)
                    ? known
                    : new CurrentContext(current, newSslContext(current)))
        .context();
  }

  private static SslContext newSslContext(TlsOptions tls) {
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
