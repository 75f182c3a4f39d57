package io.pinelink.server.internal.faults;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.wire.QueryString;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of indexes and namespaces in requests. They are found without decoding the rest of a
 * request, which may be invalid.
 */
final class RequestedNames {
  private static final String INDEXES = "/indexes";
  private static final Set<String> CREATIONS = Set.of(INDEXES, INDEXES + "/create-for-model");
  private static final String DEFAULT_NAMESPACE = "__default__";
  private static final String CREATE_NAMESPACE = "createNamespace";
  private static final String NAMESPACE = "namespace";
  private static final String NAME = "name";

  /** The operations whose requests name a namespace in the query string or the body of REST. */
  private static final Set<String> WITH_NAMESPACE =
      Set.of("upsert", "query", "update", "delete", "fetch", "fetchByMetadata", "listIds");

  /**
   * The fields of messages that are their namespace, by the path of the method. The descriptors of
   * the messages have them too, but take long to load, and every call is logged with its namespace.
   */
  static final Map<String, Integer> FIELDS =
      Map.ofEntries(
          Map.entry("/VectorService/Upsert", 2),
          Map.entry("/VectorService/Delete", 3),
          Map.entry("/VectorService/Fetch", 2),
          Map.entry("/VectorService/FetchByMetadata", 1),
          Map.entry("/VectorService/List", 4),
          Map.entry("/VectorService/Query", 1),
          Map.entry("/VectorService/Update", 4),
          Map.entry("/VectorService/CreateNamespace", 1),
          Map.entry("/VectorService/DescribeNamespace", 1),
          Map.entry("/VectorService/DeleteNamespace", 1));

  private RequestedNames() {}

  /** Returns the index that a call to the control plane names in its path or creates. */
  static Optional<String> index(ServerCall call) {
    if (CREATIONS.contains(call.path()) || isRestore(call.path())) {
      return JsonMember.text(call.body(), NAME);
    }
    return call.path().startsWith(INDEXES + "/") && !call.pathValue().isEmpty()
        ? Optional.of(call.pathValue())
        : Optional.empty();
  }

  private static boolean isRestore(String path) {
    return path.startsWith("/backups/") && path.endsWith("/create-index");
  }

  /** Returns the namespace of a data call, empty text for the default one. */
  static Optional<String> namespace(ServerCall call) {
    Optional<String> namespace =
        call.listener() == ListenerRole.CONTROL
            ? Optional.empty()
            : call.isGrpc() ? ofMessage(call) : ofRest(call);
    return namespace.map(name -> name.equals(DEFAULT_NAMESPACE) ? "" : name);
  }

  private static Optional<String> ofRest(ServerCall call) {
    if (call.path().contains("/namespaces/")) {
      return Optional.of(call.pathValue());
    }
    if (call.operation().equals(CREATE_NAMESPACE)) {
      return JsonMember.text(call.body(), NAME);
    }
    if (!WITH_NAMESPACE.contains(call.operation())) {
      return Optional.empty();
    }
    Optional<String> named =
        call.method().equals("GET")
            ? new QueryString(call.query()).first(NAMESPACE)
            : JsonMember.text(call.body(), NAMESPACE);
    return named.or(() -> Optional.of(""));
  }

  private static Optional<String> ofMessage(ServerCall call) {
    Integer field = FIELDS.get(call.path());
    if (field == null) {
      return Optional.empty();
    }
    try {
      CodedInputStream in = GrpcFraming.message(call).in();
      String namespace = "";
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == field
            && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
          namespace = in.readString();
        } else {
          in.skipField(tag);
        }
      }
      return Optional.of(namespace);
    } catch (IOException | RpcException e) {
      return Optional.empty();
    }
  }
}
