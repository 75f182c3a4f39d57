package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.ImportOperations.CANCEL_IMPORT;
import static io.pinelink.spi.ImportOperations.DESCRIBE_IMPORT;
import static io.pinelink.spi.ImportOperations.LIST_IMPORTS;
import static io.pinelink.spi.ImportOperations.START_IMPORT;

import org.jspecify.annotations.Nullable;

/** The rows of bulk imports at an index's host. */
final class ImportBindings {
  private static final String IMPORTS = "/bulk/imports";

  private ImportBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "startImport" ->
          new RestBinding<>(
              START_IMPORT,
              r -> RestRequest.post(IMPORTS, ImportToJson.startImport(r)),
              ImportCodec::startImport);
      case "describeImport" ->
          new RestBinding<>(
              DESCRIBE_IMPORT,
              r -> RestRequest.get(IMPORTS + "/" + segment(r.id())),
              ImportCodec::importDescription);
      case "listImports" ->
          new RestBinding<>(
              LIST_IMPORTS,
              r -> RestRequest.get(new UrlQuery(IMPORTS).page(r).path()),
              ImportCodec::importList);
      case "cancelImport" ->
          new RestBinding<>(
              CANCEL_IMPORT,
              r -> RestRequest.delete(IMPORTS + "/" + segment(r.id())),
              RestBinding::empty);
      default -> null;
    };
  }
}
