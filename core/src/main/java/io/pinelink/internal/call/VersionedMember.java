package io.pinelink.internal.call;

import static io.pinelink.spi.ControlOperations.CONFIGURE_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX_FOR_MODEL;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX_FROM_BACKUP;
import static io.pinelink.spi.ControlOperations.LIST_BACKUPS;
import static io.pinelink.spi.DataOperations.LIST_NAMESPACES;
import static io.pinelink.spi.DataOperations.QUERY;
import static io.pinelink.spi.DataOperations.SEARCH_RECORDS;
import static io.pinelink.spi.DataOperations.UPDATE;

import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.VectorType;
import io.pinelink.spi.Operation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A member of a request that some versions of the API lack although they have the operation. Every
 * other member is as old as its operation.
 *
 * <p>Source: the OpenAPI files of the versions 2024-07 to 2026-04, compared member by member, and
 * the contract of 2026-07.
 *
 * @param name the member's name in this library; a dot separates the name of a nested value
 * @param first the first stable version with the member; null if it is as old as the operation
 * @param last the last version with the member; null if the newest known one has it
 * @param isPresent returns whether a request has it
 */
public record VersionedMember<Q>(
    Operation<Q, ?> operation,
    String name,
    @Nullable String first,
    @Nullable String last,
    Predicate<Q> isPresent) {
  /** The last version that creates indexes on pods, from collections and with metadata fields. */
  private static final String CLASSIC = "2026-04";

  public static final List<VersionedMember<?>> ALL =
      List.of(
          since("2025-10", QUERY, "scanFactor", query -> query.scanFactor().isPresent()),
          since("2025-10", QUERY, "maxCandidates", query -> query.maxCandidates().isPresent()),
          since("2025-10", UPDATE, "filter", update -> update.filter().isPresent()),
          since("2025-10", UPDATE, "dryRun", update -> update.isDryRun()),
          since("2025-10", LIST_NAMESPACES, "prefix", list -> list.prefix().isPresent()),
          since("2025-10", SEARCH_RECORDS, "matchTerms", search -> search.matchTerms().isPresent()),
          since("2024-10", CREATE_INDEX, "tags", index -> !index.tags().isEmpty()),
          until(CLASSIC, CREATE_INDEX, "spec.pod", index -> index.spec() instanceof IndexSpec.Pod),
          // A version without the member creates dense indexes.
          since(
              "2025-01",
              CREATE_INDEX,
              "vectorType",
              index -> !index.vectorType().equals(VectorType.DENSE)),
          between(
              "2025-04",
              CLASSIC,
              CREATE_INDEX,
              "spec.serverless.sourceCollection",
              index -> hasServerless(index, IndexSpec.Serverless::sourceCollection)),
          since(
              "2025-10",
              CREATE_INDEX,
              "spec.serverless.readCapacity",
              index -> hasServerless(index, IndexSpec.Serverless::readCapacity)),
          between(
              "2025-10",
              CLASSIC,
              CREATE_INDEX,
              "spec.serverless.schema",
              index -> hasServerless(index, IndexSpec.Serverless::schema)),
          since("2025-04", CREATE_INDEX, "spec.byoc", index -> hasByoc(index, Optional::of)),
          since(
              "2025-10",
              CREATE_INDEX,
              "spec.byoc.readCapacity",
              index -> hasByoc(index, IndexSpec.Byoc::readCapacity)),
          between(
              "2025-10",
              CLASSIC,
              CREATE_INDEX,
              "spec.byoc.schema",
              index -> hasByoc(index, IndexSpec.Byoc::schema)),
          since(
              "2025-04",
              CREATE_INDEX_FOR_MODEL,
              "dimension",
              index -> index.dimension().isPresent()),
          since("2025-10", CREATE_INDEX_FOR_MODEL, "schema", index -> index.schema().isPresent()),
          since(
              "2025-10",
              CREATE_INDEX_FOR_MODEL,
              "readCapacity",
              index -> index.readCapacity().isPresent()),
          since("2024-10", CONFIGURE_INDEX, "tags", index -> !index.tags().isEmpty()),
          since(
              "2025-10",
              CONFIGURE_INDEX,
              "readCapacity",
              index -> index.readCapacity().isPresent()),
          since(
              "2025-10",
              CONFIGURE_INDEX,
              "byocReadCapacity",
              index -> index.byocReadCapacity().isPresent()),
          since("2025-01", CONFIGURE_INDEX, "embed", ConfigureIndexRequest::changesEmbedding),
          // 2026-07 has the parameters in the field of the schema that has the text.
          until(
              CLASSIC,
              CONFIGURE_INDEX,
              "embed without a textField",
              index -> index.changesEmbedding() && index.textField().isEmpty()),
          since("2026-07", LIST_BACKUPS, "includeDeleted", list -> list.includeDeleted()),
          since(
              "2026-07",
              CREATE_INDEX_FROM_BACKUP,
              "readCapacity",
              index -> index.readCapacity().isPresent()));

  private static <Q> VersionedMember<Q> since(
      String first, Operation<Q, ?> operation, String name, Predicate<Q> isPresent) {
    return new VersionedMember<>(operation, name, first, null, isPresent);
  }

  private static <Q> VersionedMember<Q> until(
      String last, Operation<Q, ?> operation, String name, Predicate<Q> isPresent) {
    return new VersionedMember<>(operation, name, null, last, isPresent);
  }

  private static <Q> VersionedMember<Q> between(
      String first, String last, Operation<Q, ?> operation, String name, Predicate<Q> isPresent) {
    return new VersionedMember<>(operation, name, first, last, isPresent);
  }

  private static boolean hasServerless(
      CreateIndexRequest request, Function<IndexSpec.Serverless, Optional<?>> member) {
    return request.spec() instanceof IndexSpec.Serverless spec && member.apply(spec).isPresent();
  }

  private static boolean hasByoc(
      CreateIndexRequest request, Function<IndexSpec.Byoc, Optional<?>> member) {
    return request.spec() instanceof IndexSpec.Byoc spec && member.apply(spec).isPresent();
  }

  /**
   * Returns whether a version has the member. A version newer than all known ones counts as the
   * newest known one.
   */
  public boolean isIn(String version) {
    return (first == null || version.compareTo(first) >= 0)
        && (last == null || version.compareTo(last) <= 0);
  }

  /**
   * Checks that a request does not use the member.
   *
   * @param version the selected version, which lacks the member
   * @throws IllegalArgumentException if the request has it
   */
  public void refuse(Object request, String version) {
    if (isPresent.test(operation.request().cast(request))) {
      throw new IllegalArgumentException(
          operation
              + " has no member "
              + name
              + " in API version "
              + version
              + ": "
              + (first != null && version.compareTo(first) < 0
                  ? first + " is the first version that has it"
                  : last + " is the last version that has it")
              + "; leave it out, or select another version with the builder's apiVersion");
    }
  }
}
