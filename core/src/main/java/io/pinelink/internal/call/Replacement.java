package io.pinelink.internal.call;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The client that has replaced a client, if any: its calls start there. */
public final class Replacement {
  private volatile @Nullable Function<Caller, CompletableFuture<Caller>> successor;

  /**
   * Replaces the client.
   *
   * @param successor returns the caller of the other client in place of one of this client
   */
  public void by(Function<Caller, CompletableFuture<Caller>> successor) {
    this.successor = successor;
  }

  /** Returns the caller in place of one of this client; null if the client is not replaced. */
  @Nullable CompletableFuture<Caller> of(Caller caller) {
    Function<Caller, CompletableFuture<Caller>> to = successor;
    return to == null ? null : to.apply(caller);
  }
}
