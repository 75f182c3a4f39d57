package io.pinelink.spi;

import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.imports.StartImportResponse;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.spi.request.ById;
import org.jspecify.annotations.Nullable;

/** The bulk imports at an index's host, over REST only. */
public final class ImportOperations {
  static final OperationArea AREA =
      new OperationArea(Plane.DATA, Operation.REST_ONLY, ImportOperations::facts)
          .onServerlessOnly();

  /** Starts an import. Not idempotent: a second attempt starts another one. */
  public static final Operation<StartImportRequest, StartImportResponse> START_IMPORT =
      AREA.once("2024-10", "startImport", StartImportRequest.class, StartImportResponse.class);

  /** Describes an import. */
  public static final Operation<ById, ImportDescription> DESCRIBE_IMPORT =
      AREA.read("2024-10", "describeImport", ById.class, ImportDescription.class);

  /** Lists imports, a page at a time. */
  public static final Operation<PageRequest, ListResponse<ImportDescription>> LIST_IMPORTS =
      AREA.read("2024-10", "listImports", PageRequest.class, Operation.list());

  /** Cancels an import; one that has ended is not changed. */
  public static final Operation<ById, EmptyResponse> CANCEL_IMPORT =
      AREA.idempotent("2024-10", "cancelImport", ById.class, EmptyResponse.class);

  private ImportOperations() {}

  private static @Nullable OperationFacts<?, ?> facts(String operation) {
    return operation.equals("describeImport")
        ? OperationFacts.of(DESCRIBE_IMPORT).id("import", ById::id, ImportDescription::id)
        : null;
  }
}
