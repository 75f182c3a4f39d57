package io.pinelink.spi;

import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.imports.StartImportResponse;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.spi.request.ById;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bulk imports at an index's host, over REST only. */
public final class ImportOperations {
  /** Starts an import. Not idempotent: a second attempt starts another one. */
  public static final Operation<StartImportRequest, StartImportResponse> START_IMPORT =
      operation(
          "startImport",
          StartImportRequest.class,
          StartImportResponse.class,
          Effect.NOT_IDEMPOTENT);

  /** Describes an import. */
  public static final Operation<ById, ImportDescription> DESCRIBE_IMPORT =
      operation("describeImport", ById.class, ImportDescription.class, Effect.READ_ONLY);

  /** Lists imports, a page at a time. */
  public static final Operation<PageRequest, ListResponse<ImportDescription>> LIST_IMPORTS =
      operation("listImports", PageRequest.class, Operation.list(), Effect.READ_ONLY);

  /** Cancels an import; one that has ended is not changed. */
  public static final Operation<ById, EmptyResponse> CANCEL_IMPORT =
      operation("cancelImport", ById.class, EmptyResponse.class, Effect.IDEMPOTENT);

  static final List<Operation<?, ?>> ALL =
      List.of(START_IMPORT, DESCRIBE_IMPORT, LIST_IMPORTS, CANCEL_IMPORT);

  private ImportOperations() {}

  private static <Q, R> Operation<Q, R> operation(
      String name, Class<Q> request, Class<R> response, Effect effect) {
    return new Operation<>(
            name,
            request,
            response,
            Plane.DATA,
            effect,
            "2024-10",
            Operation.REST_ONLY,
            ImportOperations::facts)
        .onServerlessOnly();
  }

  private static @Nullable OperationFacts<?, ?> facts(String operation) {
    return operation.equals("describeImport")
        ? OperationFacts.of(DESCRIBE_IMPORT).id("import", ById::id, ImportDescription::id)
        : null;
  }
}
