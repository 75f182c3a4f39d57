package io.pinelink.spi.dial;

import io.pinelink.network.TlsOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The TLS contexts of a transport: one for all connections with equal options. {@linkplain
 * TlsOptions#reloading Reloading} options have one context at a time, which is replaced when they
 * are reloaded.
 *
 * <p>Thread-safe.
 *
 * @param <C> the type of a context
 */
public final class TlsContextCache<C> {
  private final Function<TlsOptions, C> factory;
  private final Map<TlsOptions, CachedContext<C>> contexts = new ConcurrentHashMap<>();

  private record CachedContext<C>(TlsOptions options, C context) {}

  /**
   * Creates an empty cache.
   *
   * @param factory creates the context of options that are not reloading. If it throws, nothing is
   *     cached.
   */
  public TlsContextCache(Function<TlsOptions, C> factory) {
    this.factory = factory;
  }

  /**
   * Returns the context of the next connection. Transports call this method for each connection, so
   * that new ones use reloaded options.
   *
   * <p>Throws what the factory throws, and what the source of reloading options throws. The context
   * of earlier connections remains cached then.
   */
  public C current(TlsOptions options) {
    TlsOptions current = options.current();
    return contexts
        .compute(
            options,
            (key, known) ->
                known != null && known.options().equals(current)
                    ? known
                    : new CachedContext<>(current, factory.apply(current)))
        .context();
  }
}
