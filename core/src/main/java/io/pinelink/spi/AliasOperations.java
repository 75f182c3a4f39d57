package io.pinelink.spi;

import io.pinelink.model.EmptyResponse;
import io.pinelink.model.Protocol;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.ListNamespaceAliasesResponse;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.spi.request.AliasTarget;
import io.pinelink.spi.request.ByName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operations on namespace aliases at an index's host. The service's documentation says that
 * they need REST, while its protocol buffers define them for gRPC, too. Clients therefore prefer
 * REST.
 */
public final class AliasOperations {
  /**
   * Creates an alias. Not idempotent: a second attempt finds the name taken. The client retries it
   * nevertheless, since the error of the second attempt contains the target of the alias.
   */
  public static final Operation<AliasTarget, NamespaceAlias> CREATE_NAMESPACE_ALIAS =
      operation(
          "createNamespaceAlias", AliasTarget.class, NamespaceAlias.class, Effect.NOT_IDEMPOTENT);

  /** Describes an alias. */
  public static final Operation<ByName, NamespaceAlias> DESCRIBE_NAMESPACE_ALIAS =
      operation("describeNamespaceAlias", ByName.class, NamespaceAlias.class, Effect.READ_ONLY);

  /** Lists aliases, a page at a time. */
  public static final Operation<ListNamespaceAliasesRequest, ListNamespaceAliasesResponse>
      LIST_NAMESPACE_ALIASES =
          operation(
              "listNamespaceAliases",
              ListNamespaceAliasesRequest.class,
              ListNamespaceAliasesResponse.class,
              Effect.READ_ONLY);

  /** Points an alias to another namespace. */
  public static final Operation<AliasTarget, NamespaceAlias> REPOINT_NAMESPACE_ALIAS =
      operation(
          "repointNamespaceAlias", AliasTarget.class, NamespaceAlias.class, Effect.IDEMPOTENT);

  /**
   * Deletes an alias. Not idempotent: a second attempt finds it gone. The client retries it
   * nevertheless, and treats an alias that a retry finds gone as deleted.
   */
  public static final Operation<ByName, EmptyResponse> DELETE_NAMESPACE_ALIAS =
      operation("deleteNamespaceAlias", ByName.class, EmptyResponse.class, Effect.NOT_IDEMPOTENT);

  static final List<Operation<?, ?>> ALL =
      List.of(
          CREATE_NAMESPACE_ALIAS,
          DESCRIBE_NAMESPACE_ALIAS,
          LIST_NAMESPACE_ALIASES,
          REPOINT_NAMESPACE_ALIAS,
          DELETE_NAMESPACE_ALIAS);

  private AliasOperations() {}

  private static <Q, R> Operation<Q, R> operation(
      String name, Class<Q> request, Class<R> response, Effect effect) {
    return new Operation<>(
            name,
            request,
            response,
            Plane.DATA,
            effect,
            "2026-07",
            Operation.BOTH,
            AliasOperations::facts)
        .onServerlessOnly()
        .preferring(Protocol.REST);
  }

  private static @Nullable OperationFacts<?, ?> facts(String operation) {
    return switch (operation) {
      case "createNamespaceAlias" ->
          OperationFacts.of(CREATE_NAMESPACE_ALIAS)
              .name("namespace alias", AliasTarget::name, NamespaceAlias::name);
      case "describeNamespaceAlias" ->
          OperationFacts.of(DESCRIBE_NAMESPACE_ALIAS)
              .name("namespace alias", ByName::name, NamespaceAlias::name);
      case "repointNamespaceAlias" ->
          OperationFacts.of(REPOINT_NAMESPACE_ALIAS)
              .name("namespace alias", AliasTarget::name, NamespaceAlias::name);
      default -> null;
    };
  }
}
