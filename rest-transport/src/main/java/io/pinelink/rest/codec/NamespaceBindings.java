package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.DataOperations.CREATE_NAMESPACE;
import static io.pinelink.spi.DataOperations.DELETE_NAMESPACE;
import static io.pinelink.spi.DataOperations.DESCRIBE_NAMESPACE;
import static io.pinelink.spi.DataOperations.LIST_NAMESPACES;

import io.pinelink.model.ListNamespacesRequest;
import org.jspecify.annotations.Nullable;

/** The rows of namespaces at an index's host. */
final class NamespaceBindings {
  private NamespaceBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createNamespace" ->
          new RestBinding<>(
              CREATE_NAMESPACE,
              r -> RestRequest.post("/namespaces", NamespaceToJson.createNamespace(r)),
              NamespaceCodec::namespace);
      case "describeNamespace" ->
          new RestBinding<>(
              DESCRIBE_NAMESPACE,
              r -> RestRequest.get("/namespaces/" + segment(r.name())),
              NamespaceCodec::namespace);
      case "listNamespaces" ->
          new RestBinding<>(
              LIST_NAMESPACES, r -> RestRequest.get(listPath(r)), NamespaceCodec::listNamespaces);
      case "deleteNamespace" ->
          new RestBinding<>(
              DELETE_NAMESPACE,
              r -> RestRequest.delete("/namespaces/" + segment(r.name())),
              RestBinding::empty);
      default -> null;
    };
  }

  private static String listPath(ListNamespacesRequest request) {
    UrlQuery query = new UrlQuery("/namespaces");
    request.prefix().ifPresent(prefix -> query.add("prefix", prefix));
    return query.page(request).path();
  }
}
