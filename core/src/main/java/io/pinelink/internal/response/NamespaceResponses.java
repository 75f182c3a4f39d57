package io.pinelink.internal.response;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Match;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.ResponseInfo;
import io.pinelink.namespaces.ListNamespaceAliasesResponse;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.namespaces.QueryNamespacesResponse;
import io.pinelink.namespaces.QueryNamespacesResponse.NamespaceMatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Creates the responses about namespaces and aliases. For transports, and for tests that stand in
 * for them.
 */
public final class NamespaceResponses {
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

  /** A {@link NamespaceDescription}. */
  public record NamespaceResult(
      String name,
      long recordCount,
      Optional<MetadataSchema> schema,
      List<String> indexedFields,
      OptionalLong sizeBytes,
      ResponseInfo info)
      implements NamespaceDescription {
    /** Copies the content. */
    public NamespaceResult {
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(schema, "schema is null");
      Objects.requireNonNull(info, "info is null");
      indexedFields = Check.copy("indexedFields", indexedFields);
      sizeBytes = sizeBytes.orElse(0) == 0 ? OptionalLong.empty() : sizeBytes;
    }
  }

  /** A {@link ListNamespacesResponse}. */
  public record ListNamespacesResult(
      List<NamespaceDescription> items,
      Optional<String> nextToken,
      OptionalLong totalCount,
      ResponseInfo info)
      implements ListNamespacesResponse {
    /** Copies the content. */
    public ListNamespacesResult {
      Objects.requireNonNull(totalCount, "totalCount is null");
      Objects.requireNonNull(nextToken, "nextToken is null");
      Objects.requireNonNull(info, "info is null");
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  /** A {@link NamespaceAlias}. */
  public record NamespaceAliasResult(
      String name,
      String targetNamespace,
      Optional<Instant> createdAt,
      Optional<Instant> updatedAt,
      ResponseInfo info)
      implements NamespaceAlias {
    /** Copies the content. */
    public NamespaceAliasResult {
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(targetNamespace, "targetNamespace is null");
      Objects.requireNonNull(createdAt, "createdAt is null");
      Objects.requireNonNull(updatedAt, "updatedAt is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link ListNamespaceAliasesResponse}. */
  public record ListNamespaceAliasesResult(
      List<NamespaceAlias> items,
      Optional<String> nextToken,
      OptionalLong totalCount,
      ResponseInfo info)
      implements ListNamespaceAliasesResponse {
    /** Copies the content. */
    public ListNamespaceAliasesResult {
      Objects.requireNonNull(totalCount, "totalCount is null");
      Objects.requireNonNull(nextToken, "nextToken is null");
      Objects.requireNonNull(info, "info is null");
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  /** A {@link QueryNamespacesResponse}. */
  public record QueryNamespacesResult(
      List<NamespaceMatch> matches,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Map<String, ResponseInfo> infos)
      implements QueryNamespacesResponse {
    /** Copies the content. */
    public QueryNamespacesResult {
      Objects.requireNonNull(readUnits, "readUnits is null");
      Objects.requireNonNull(egressBytes, "egressBytes is null");
      matches = Check.copy("matches", matches);
      infos = Check.copy("infos", infos);
    }
  }

  /** A {@link NamespaceMatch}. */
  public record NamespaceMatchResult(String namespace, Match match) implements NamespaceMatch {
    /** Checks that no part is null. */
    public NamespaceMatchResult {
      Objects.requireNonNull(namespace, "namespace is null");
      Objects.requireNonNull(match, "match is null");
    }
  }
}
