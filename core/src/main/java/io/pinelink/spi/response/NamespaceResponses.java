package io.pinelink.spi.response;

import io.pinelink.model.Match;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.ResponseInfo;
import io.pinelink.namespaces.ListNamespaceAliasesResponse;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.namespaces.NamespaceBridge;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.namespaces.QueryNamespacesResponse;
import io.pinelink.namespaces.QueryNamespacesResponse.NamespaceMatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Creates the responses about namespaces and aliases. For transports, and for tests that stand in
 * for them.
 */
public final class NamespaceResponses extends NamespaceBridge {
  private NamespaceResponses() {}

  /** Creates the description of a namespace. */
  public static NamespaceDescription namespace(
      String name,
      long recordCount,
      Optional<MetadataSchema> schema,
      List<String> indexedFields,
      OptionalLong sizeBytes,
      ResponseInfo info) {
    return new NamespaceResult(name, recordCount, schema, indexedFields, sizeBytes, info);
  }

  /** Creates a page of namespaces. */
  public static ListNamespacesResponse list(
      List<NamespaceDescription> items,
      Optional<String> nextToken,
      OptionalLong totalCount,
      ResponseInfo info) {
    return new ListNamespacesResult(items, nextToken, totalCount, info);
  }

  /** Creates the description of an alias. */
  public static NamespaceAlias alias(
      String name,
      String targetNamespace,
      Optional<Instant> createdAt,
      Optional<Instant> updatedAt,
      ResponseInfo info) {
    return new NamespaceAliasResult(name, targetNamespace, createdAt, updatedAt, info);
  }

  /** Creates a page of aliases. */
  public static ListNamespaceAliasesResponse listAliases(
      List<NamespaceAlias> items,
      Optional<String> nextToken,
      OptionalLong totalCount,
      ResponseInfo info) {
    return new ListNamespaceAliasesResult(items, nextToken, totalCount, info);
  }

  /** Creates the response to a query of several namespaces. */
  public static QueryNamespacesResponse query(
      List<NamespaceMatch> matches,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Map<String, ResponseInfo> infos) {
    return new QueryNamespacesResult(matches, readUnits, egressBytes, infos);
  }

  /** Creates a match with its namespace. */
  public static NamespaceMatch match(String namespace, Match match) {
    return new NamespaceMatchResult(namespace, match);
  }
}
