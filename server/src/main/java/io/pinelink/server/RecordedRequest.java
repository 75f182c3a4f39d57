package io.pinelink.server;

import io.pinelink.model.Protocol;
import io.pinelink.server.internal.http.RequestLog;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request that reached an {@link EmbeddedPinecone}, whether it was served or refused.
 *
 * @param listener the listener that received the request
 * @param privateEndpoint the id of the {@link PrivateEndpoint} that received the request; empty if
 *     it was received elsewhere
 * @param protocol gRPC if the content type is gRPC's, else REST
 * @param operation the name of the operation, such as {@code upsert} or {@code createIndex}; empty
 *     if the server knows none for the path
 * @param index the name of the index that the request is for, by its host or its path, or that it
 *     creates; empty if it is for none, or if no index has its host
 * @param namespace the namespace that the request names, or leaves out and so means the default
 *     one, which is an empty text; empty if the operation is not about one namespace
 * @param method the HTTP method; {@code POST} for gRPC
 * @param path the path as sent, without the query string, such as {@code /VectorService/Upsert}
 * @param query the query string as sent, without the question mark; empty if there is none
 * @param authority the {@code Host} header or the {@code :authority} as sent, with its port if it
 *     has one; empty if it is missing
 * @param headers the headers by lower-case name; the values of {@code api-key}, {@code
 *     authorization}, {@code proxy-authorization} and {@code cookie} are {@code ***}
 * @param httpStatus the HTTP status of the response; empty while there is none
 * @param grpcStatus the number of the gRPC status; empty for REST, for a response that is not gRPC
 *     and while there is none
 * @param cancelled whether the call ended before its response was sent: the client cancelled it,
 *     its connection broke, or the server closed; false for calls that a {@link Fault} ends
 */
public record RecordedRequest(
    Listener listener,
    String privateEndpoint,
    Protocol protocol,
    String operation,
    String index,
    Optional<String> namespace,
    String method,
    String path,
    String query,
    String authority,
    Map<String, List<String>> headers,
    OptionalInt httpStatus,
    OptionalInt grpcStatus,
    boolean cancelled) {
  /** Checks that no part is null. */
  public RecordedRequest {
    Objects.requireNonNull(listener, "listener is null");
    Objects.requireNonNull(privateEndpoint, "privateEndpoint is null");
    Objects.requireNonNull(protocol, "protocol is null");
    Objects.requireNonNull(operation, "operation is null");
    Objects.requireNonNull(index, "index is null");
    Objects.requireNonNull(namespace, "namespace is null");
    Objects.requireNonNull(method, "method is null");
    Objects.requireNonNull(path, "path is null");
    Objects.requireNonNull(query, "query is null");
    Objects.requireNonNull(authority, "authority is null");
    Objects.requireNonNull(headers, "headers is null");
    Objects.requireNonNull(httpStatus, "httpStatus is null");
    Objects.requireNonNull(grpcStatus, "grpcStatus is null");
  }

  static RecordedRequest of(RequestLog.Line line) {
    return new RecordedRequest(
        Listener.of(line.ingress().listener()),
        line.ingress().privateEndpoint(),
        line.isGrpc() ? Protocol.GRPC : Protocol.REST,
        line.operation(),
        line.target().index().orElse(""),
        line.target().namespace(),
        line.method(),
        line.path(),
        line.query(),
        line.authority(),
        line.headers(),
        line.httpStatus(),
        line.grpcStatus(),
        line.cancelled());
  }
}
