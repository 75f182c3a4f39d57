package io.pinelink.server.internal.faults;

import io.pinelink.model.Protocol;
import io.pinelink.server.internal.deferred.Deferred;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.internal.http.ServerCall;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The parts of a call that faults can match and the log of requests shows. The body of the call is
 * read only if it is asked for.
 */
public final class MatchedCall {
  private final ServerCall call;
  private final Supplier<Optional<String>> index;
  private final Supplier<Optional<String>> namespace;

  /**
   * @param indexes returns the name of the index of a data call
   */
  public MatchedCall(ServerCall call, Function<ServerCall, Optional<String>> indexes) {
    this.call = call;
    this.index =
        new Deferred<>(
            () ->
                call.listener() == ListenerRole.CONTROL
                    ? RequestedNames.index(call)
                    : indexes.apply(call));
    this.namespace = new Deferred<>(() -> RequestedNames.namespace(call));
  }

  ServerCall call() {
    return call;
  }

  Protocol protocol() {
    return call.isGrpc() ? Protocol.GRPC : Protocol.REST;
  }

  /** Returns the index that the host, the path or the request to create it names. */
  Optional<String> index() {
    return index.get();
  }

  /** Returns the namespace, empty text for the default one; empty if the call is not to one. */
  Optional<String> namespace() {
    return namespace.get();
  }

  /** Returns the index and the namespace of the call. */
  public RequestLog.Target target() {
    return new RequestLog.Target(index(), namespace());
  }
}
