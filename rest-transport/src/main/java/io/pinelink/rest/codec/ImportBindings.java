package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.ImportOperations.CANCEL_IMPORT;
import static io.pinelink.spi.ImportOperations.DESCRIBE_IMPORT;
import static io.pinelink.spi.ImportOperations.LIST_IMPORTS;
import static io.pinelink.spi.ImportOperations.START_IMPORT;

import io.pinelink.imports.ListImportsRequest;
import java.util.ArrayList;
import java.util.List;

/** The rows of bulk imports at an index's host. */
final class ImportBindings {
  private static final String IMPORTS = "/bulk/imports";

  static final List<RestBinding<?, ?>> BINDINGS =
      List.of(
          new RestBinding<>(
              START_IMPORT,
              r -> RestRequest.post(IMPORTS, ImportToJson.startImport(r)),
              ImportFromJson::startImport),
          new RestBinding<>(
              DESCRIBE_IMPORT,
              r -> RestRequest.get(IMPORTS + "/" + segment(r.id())),
              ImportFromJson::importDescription),
          new RestBinding<>(
              LIST_IMPORTS, r -> RestRequest.get(IMPORTS + query(r)), ImportFromJson::importList),
          new RestBinding<>(
              CANCEL_IMPORT,
              r -> RestRequest.delete(IMPORTS + "/" + segment(r.id())),
              ImportFromJson::cancelImport));

  private ImportBindings() {}

  private static String query(ListImportsRequest request) {
    List<String> parameters = new ArrayList<>();
    request.limit().ifPresent(limit -> parameters.add("limit=" + limit));
    request
        .paginationToken()
        .ifPresent(token -> parameters.add("paginationToken=" + segment(token)));
    return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
  }
}
