package io.pinelink.namespaces;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Match;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.ResponseInfo;
import io.pinelink.namespaces.QueryNamespacesResponse.NamespaceMatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The implementation of this package's responses, which {@code
 * io.pinelink.spi.response.NamespaceResponses} creates for transports. Not for applications: they
 * receive responses from calls, and create them for tests with the module {@code pinelink-testing}.
 */
public abstract class NamespaceBridge {
  /** For the SPI. */
  protected NamespaceBridge() {}

  /** A {@link NamespaceDescription}. */
  protected record NamespaceResult(
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
  protected record ListNamespacesResult(
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
  protected record NamespaceAliasResult(
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
  protected record ListNamespaceAliasesResult(
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
  protected record QueryNamespacesResult(
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
  protected record NamespaceMatchResult(String namespace, Match match) implements NamespaceMatch {
    /** Checks that no part is null. */
    public NamespaceMatchResult {
      Objects.requireNonNull(namespace, "namespace is null");
      Objects.requireNonNull(match, "match is null");
    }
  }
}
