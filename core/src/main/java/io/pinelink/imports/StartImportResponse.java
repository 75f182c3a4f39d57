package io.pinelink.imports;

import io.pinelink.model.Response;

/** The response to a started import. */
public sealed interface StartImportResponse extends Response
    permits io.pinelink.internal.response.ImportResponses.StartImportResult {
  /** Returns the service's id of the import. */
  String id();
}
