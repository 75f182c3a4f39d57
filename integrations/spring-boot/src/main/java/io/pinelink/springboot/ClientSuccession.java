package io.pinelink.springboot;

import io.pinelink.Pinelink;
import io.pinelink.internal.routing.ClientParts;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client of an application, and those that it has replaced. In Spring Cloud's refresh scope,
 * the bean of the client is created again after each refresh: the old client then hands its calls
 * over to the current one, so that no call is lost. The scope does not close the old one, since
 * that would be before the new one exists.
 */
final class ClientSuccession implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ClientSuccession.class.getName());

  private final List<CompletableFuture<Void>> replaced = new ArrayList<>();
  private volatile @Nullable Pinelink current;

  /**
   * Builds a client, which replaces the current one. If it cannot be built, the current one is
   * kept.
   *
   * @throws PinelinkPropertyException if it cannot be built, and there is no other
   */
  synchronized Pinelink next(Supplier<Pinelink> build) {
    Pinelink before = current;
    Pinelink built;
    try {
      built = build.get();
    } catch (RuntimeException e) {
      if (before == null) {
        throw e;
      }
      LOG.log(
          Level.ERROR,
          "The changed properties cannot be used, so the Pinelink client keeps the old ones",
          e);
      return before;
    }
    current = built;
    replaced.removeIf(CompletableFuture::isDone);
    if (before != null) {
      replaced.add(ClientParts.of(before).handOver().apply(() -> current));
    }
    return built;
  }

  /** Closes the client, and waits until those that it has replaced are closed. */
  @Override
  public synchronized void close() {
    if (current != null) {
      current.close();
    }
    replaced.forEach(CompletableFuture::join); // their calls end by their deadlines
    replaced.clear();
  }
}
