package io.pinelink.internal.routing;

import io.pinelink.internal.call.Caller;
import io.pinelink.model.Protocol;
import io.pinelink.spi.Transport;
import io.pinelink.spi.dial.AddressResolver;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a client that a diagnosis or its replacement use, for which it has no public method.
 *
 * @param resolver opens connections that are counted, but for refused addresses: these are findings
 * @param usesSystemDns whether names are resolved as this machine resolves them, and not by a
 *     resolver of the application
 * @param transports single attempts over each protocol
 * @param control calls the control plane once, without listeners
 * @param handOver closes the client and leads all further calls to the client that the supplier
 *     returns at the time of each; completes when it is closed, and never fails
 */
public record ClientParts(
    Router router,
    AddressResolver resolver,
    boolean usesSystemDns,
    Map<Protocol, Transport> transports,
    Caller control,
    Function<Supplier<?>, CompletableFuture<Void>> handOver) {
  private static volatile @Nullable Function<Object, ClientParts> reader;

  /** Sets how to read the parts of a client; the facade's class does so when it is initialized. */
  public static void readBy(Function<Object, ClientParts> reading) {
    reader = reading;
  }

  /** Returns the parts of a client. */
  public static ClientParts of(Object client) {
    return Objects.requireNonNull(reader, "there is no client").apply(client);
  }
}
