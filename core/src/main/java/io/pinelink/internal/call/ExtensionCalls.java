package io.pinelink.internal.call;

import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.routing.Route;
import io.pinelink.spi.TransportProvider;
import io.pinelink.spi.credential.Credential;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of an extension's client: over REST, with the options of the builder that all clients
 * share.
 *
 * @param open creates the transports and returns a caller of the control plane, which completes
 *     futures in place; throws an {@link IllegalStateException} if there is no transport on the
 *     class path
 * @param route returns the route to a host that is not of an index; null for the control plane's.
 *     Throws an {@link IllegalArgumentException} if the host is refused
 * @param callbackExecutor the executor on which futures complete
 * @param transports replaces the transports found on the class path, for tests
 * @param scheduler replaces the scheduler of the pauses between attempts, for tests
 */
public record ExtensionCalls(
    Function<Credential, Caller> open,
    Function<@Nullable String, Route> route,
    Executor callbackExecutor,
    Consumer<TransportProvider[]> transports,
    Consumer<Scheduler> scheduler) {
  private static volatile @Nullable Function<Object, ExtensionCalls> reader;

  /** Sets how to read the calls of a builder; its class does so when it is initialized. */
  public static void readBy(Function<Object, ExtensionCalls> reading) {
    reader = reading;
  }

  /** Returns the calls with the options that a builder has now. */
  public static ExtensionCalls of(Object builder) {
    return Objects.requireNonNull(reader, "there is no builder").apply(builder);
  }
}
