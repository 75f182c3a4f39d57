package io.pinelink.server.internal.faults;

import io.pinelink.model.Protocol;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.internal.http.ServerCall;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parts of a call that faults can match and the log of requests shows. The body of the call is
 * read only if it is asked for.
 */
public final class MatchedCall {
  private final ServerCall call;
  private final Function<ServerCall, Optional<String>> indexes;
  private Optional<String> index = Optional.empty();
  private boolean indexRead;
  private Optional<String> namespace = Optional.empty();
  private boolean namespaceRead;

  /**
   * @param indexes returns the name of the index of a data call
   */
  public MatchedCall(ServerCall call, Function<ServerCall, Optional<String>> indexes) {
    this.call = call;
    this.indexes = indexes;
  }

  String operation() {
    return call.operation();
  }

  Protocol protocol() {
    return call.isGrpc() ? Protocol.GRPC : Protocol.REST;
  }

  ListenerRole listener() {
    return call.listener();
  }

  String host() {
    return call.host();
  }

  /** Returns the index that the host, the path or the request to create it names. */
  Optional<String> index() {
    if (!indexRead) {
      indexRead = true;
      index =
          call.listener() == ListenerRole.CONTROL
              ? RequestedNames.index(call)
              : indexes.apply(call);
    }
    return index;
  }

  /** Returns the namespace, empty text for the default one; empty if the call is not to one. */
  Optional<String> namespace() {
    if (!namespaceRead) {
      namespaceRead = true;
      namespace = RequestedNames.namespace(call);
    }
    return namespace;
  }

  /** Returns the index and the namespace of the call. */
  public RequestLog.Target target() {
    return new RequestLog.Target(index(), namespace());
  }
}
