package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import java.util.function.Function;

/** The REST endpoints of namespace aliases. */
public final class AliasEndpoints {
  private static final String ALIASES = "/namespace-aliases";
  private static final String ALIAS = "/namespace-aliases/{alias}";

  private final AliasService service;

  public AliasEndpoints(AliasService service) {
    this.service = service;
  }

  public void addTo(PathTable<DataEndpoint> paths) {
    paths
        .on(
            "createNamespaceAlias",
            "POST",
            ALIASES,
            endpoint(AliasJson::create, service::create, AliasJson::described))
        .on(
            "listNamespaceAliases",
            "GET",
            ALIASES,
            endpoint(AliasJson::list, service::list, AliasJson::listed))
        .on(
            "describeNamespaceAlias",
            "GET",
            ALIAS,
            endpoint(AliasJson::named, service::describe, AliasJson::described))
        .on(
            "repointNamespaceAlias",
            "PATCH",
            ALIAS,
            endpoint(AliasJson::repoint, service::repoint, AliasJson::described))
        .on(
            "deleteNamespaceAlias",
            "DELETE",
            ALIAS,
            endpoint(AliasJson::named, service::delete, JsonResponseEncoder::deleted));
  }

  private <C, T> DataEndpoint endpoint(
      Function<ServerCall, C> decode, DataOperation<C, T> operation, Function<T, byte[]> encode) {
    return (index, call) -> {
      service.check(call);
      OperationResult<T> reply = operation.apply(index.data(), decode.apply(call));
      return ServerResponse.json(200, encode.apply(reply.value()));
    };
  }
}
