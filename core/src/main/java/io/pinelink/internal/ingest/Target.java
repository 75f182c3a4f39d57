package io.pinelink.internal.ingest;

import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.ResponseInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What an ingest writes to, and how: one kind of call to one namespace.
 *
 * @param <T> what is written
 */
public interface Target<T> {
  /** The host that is called; the limits of its namespaces are apart. */
  String authority();

  /** The namespace; empty for the default one. */
  String namespace();

  /** What stands in a checkpoint, so that it is not taken for that of another ingest. */
  String description();

  /** The most that one call takes. */
  int maxItems();

  /** Its id. */
  String id(T item);

  /**
   * The same, as it may be sent.
   *
   * @throws IllegalArgumentException if it breaks a rule
   */
  T checked(T item);

  /** The bytes of a call's body with these: those of each, and some that are always there. */
  long bytes(List<T> items);

  /** Writes them in one call. Futures complete on the client's callback executor. */
  CompletableFuture<ResponseInfo> write(List<T> items);

  /** Waits until reads see a write. */
  CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout);
}
